import { fold } from '../../shared/domain/fold.ts'

/** True when every word typed begins a word of the text, whatever the accents and capitals. */
export function matchesWords(typed: string, text: string): boolean {
  const words = fold(text).split(/\s+/)
  return fold(typed)
    .split(/\s+/)
    .every(part => words.some(word => word.startsWith(part)))
}
