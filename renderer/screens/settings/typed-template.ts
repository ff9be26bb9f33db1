import type { Language, MailTemplate } from '../../../shared/domain/company/company-row.ts'
import { emptyPlaceholdersOf } from '../../../shared/domain/mail/placeholders-of.ts'
import { templateWords } from '../../../shared/domain/mail/template-words.ts'
import { namesInBraces } from '../../../shared/domain/mail/unknown-placeholders.ts'

type Kind = MailTemplate['kind']
type Wording = Pick<MailTemplate, 'subject' | 'message'>

/** The templates with another wording for one kind and language; Florin's own words are no template. */
export function typedTemplate(
  templates: readonly MailTemplate[],
  kind: Kind,
  language: Language,
  wording: Wording,
): MailTemplate[] {
  const at = templates.findIndex(each => each.kind === kind && each.language === language)
  const florins = templateWords(kind, language)
  const isFlorins = wording.subject === florins.subject && wording.message === florins.message
  if (isFlorins) return at < 0 ? [...templates] : templates.toSpliced(at, 1)
  const typed = { kind, language, subject: wording.subject, message: wording.message }
  return at < 0 ? [...templates, typed] : templates.with(at, typed)
}

/** The placeholders that a mail of this kind has nothing for, and leaves out: `{due}` in a receipt. */
export function emptyPlaceholders(kind: Kind, ...texts: string[]): string[] {
  const empty = emptyPlaceholdersOf(kind).map(name => `{${name}}`)
  return namesInBraces(...texts).filter(name => empty.includes(name.toLowerCase()))
}
