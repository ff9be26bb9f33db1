import type { Language } from '../../../shared/domain/company/company-row.ts'
import { unknownPlaceholders } from '../../../shared/domain/mail/unknown-placeholders.ts'
import type { TextsByLanguage } from './mail-texts.tsx'

/** What the words of many mails name that stands for nothing, by the languages that they go out in. */
export function unknownNames(
  texts: TextsByLanguage,
  languages: readonly Language[],
): { language: Language; name: string }[] {
  return languages.flatMap(language =>
    unknownPlaceholders(texts[language].subject, texts[language].message).map(name => ({ language, name })),
  )
}
