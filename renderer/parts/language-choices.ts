import type { Language } from '../../shared/domain/company/company-row.ts'
import type { Words } from '../words/use-words.ts'

const LANGUAGES: readonly Language[] = ['en', 'es']

/** The languages of texts and documents as choices of a select, named in the reader's own. */
export function languageChoices({ listed }: Words): { value: Language; label: string }[] {
  return LANGUAGES.map(value => ({ value, label: listed.languages[value] }))
}
