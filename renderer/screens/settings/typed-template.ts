import type { Language, MailTemplate } from '../../../shared/domain/company/company-row.ts'
import { PLACEHOLDERS } from '../../../shared/domain/mail/fill-template.ts'
import { emptyPlaceholdersOf } from '../../../shared/domain/mail/placeholders-of.ts'
import { templateWords } from '../../../shared/domain/mail/template-words.ts'

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

/** What stands in braces and is no placeholder, such as a misspelt one: `{customers}`. */
export function unknownPlaceholders(...texts: string[]): string[] {
  const known = new Set<string>(['date', ...PLACEHOLDERS].map(name => `{${name}}`))
  return bracedIn(texts).filter(name => !known.has(name.toLowerCase()))
}

/** The placeholders that a mail of this kind has nothing for, and leaves out: `{due}` in a receipt. */
export function emptyPlaceholders(kind: Kind, ...texts: string[]): string[] {
  const empty = emptyPlaceholdersOf(kind).map(name => `{${name}}`)
  return bracedIn(texts).filter(name => empty.includes(name.toLowerCase()))
}

function bracedIn(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap(text => text.match(/\{[\p{L}\p{N}_ -]*\}/gu) ?? []))]
}
