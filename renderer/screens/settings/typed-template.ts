import type { Language, MailTemplate } from '../../../shared/domain/company/company-row.ts'
import { templateWords } from '../../../shared/domain/mail/template-words.ts'

/** The placeholders of a template, in the order in which they are offered. */
export const PLACEHOLDERS = ['company', 'customer', 'number', 'amount', 'due'] as const

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
  const found = texts.flatMap(text => text.match(/\{[\p{L}\p{N}_ -]*\}/gu) ?? [])
  const known = new Set<string>(['date', ...PLACEHOLDERS].map(name => `{${name}}`))
  return [...new Set(found)].filter(name => !known.has(name))
}
