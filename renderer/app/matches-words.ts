import { fold } from '../../shared/domain/fold.ts'

/** Gender and number of a Spanish word that is long enough to be known without them. */
const ENDING = /^(.{4,}?)(?:[oa]s?)$/

/**
 * True when every word typed begins a word of the text, whatever the accents and capitals; a Spanish word is found in either
 * gender and number: `oscuro`, oscura.
 */
export function matchesWords(typed: string, text: string): boolean {
  const words = fold(text).split(/\s+/)
  return fold(typed)
    .split(/\s+/)
    .every(part => words.some(word => word.startsWith(part) || stemOf(word) === stemOf(part)))
}

function stemOf(word: string): string {
  return ENDING.exec(word)?.[1] ?? word
}
