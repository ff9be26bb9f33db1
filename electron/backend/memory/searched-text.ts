import { fold } from '../../../shared/domain/fold.ts'

/** What a search is looked for in. */
export function searchedText(name: string, code: string): string {
  return fold(`${name} ${code}`)
}
