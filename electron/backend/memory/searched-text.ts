import { fold } from '../../../shared/domain/fold.ts'

/** What a search is looked for in. The name comes first: customers are sorted by this, too. */
export function searchedText(name: string, code: string): string {
  return fold(`${name} ${code}`)
}
