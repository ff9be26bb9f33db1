import type { CompanyRow, Language, MailTemplate } from '../company/company-row.ts'

/** What a company may name in its own words: written as `{company}` and so on. */
export const PLACEHOLDERS = ['company', 'customer', 'number', 'amount', 'due'] as const

/** What stands for the placeholders, written out for the reader: amounts with their sign, dates as people write them. */
export type TemplateValues = Record<(typeof PLACEHOLDERS)[number], string>

/** The kinds of mail that the relay words from templates by itself. */
export type WordedKind = 'invoice' | 'reminder'

/**
 * Text with its placeholders filled in, once: what a name holds is never taken for a placeholder, and braces that name
 * nothing stay as they were typed. It is plain text: whoever puts it into HTML escapes it there.
 */
export function fillTemplate(text: string, values: TemplateValues): string {
  return text.replace(/\{([a-z]+)\}/gi, (typed, name: string) => {
    const known = PLACEHOLDERS.find(placeholder => placeholder === name.toLowerCase())
    return known === undefined ? typed : values[known]
  })
}

/** The words a mail starts from: the company's own for its language, else Florin's. */
export function templateFor(
  templates: CompanyRow['mailTemplates'],
  kind: WordedKind,
  language: Language,
): Pick<MailTemplate, 'subject' | 'message'> {
  const own = templates.find(template => template.kind === kind && template.language === language)
  return own ?? DEFAULTS[language][kind]
}

/** Subject, on one line, and message of a mail, with the placeholders filled in. */
export function wordsFor(
  templates: CompanyRow['mailTemplates'],
  kind: WordedKind,
  language: Language,
  values: TemplateValues,
): { subject: string; message: string } {
  const { subject, message } = templateFor(templates, kind, language)
  return {
    subject: fillTemplate(subject, values).replace(/\s+/gu, ' ').trim(),
    message: fillTemplate(message, values),
  }
}

const DEFAULTS: Readonly<
  Record<Language, Readonly<Record<WordedKind, { subject: string; message: string }>>>
> = {
  en: {
    invoice: {
      subject: 'Invoice {number} from {company}',
      message: 'Hello {customer},\n\nYour invoice {number} is attached. Thank you for your business.',
    },
    reminder: {
      subject: 'Reminder from {company}: {amount} to pay',
      message:
        'Hello {customer},\n\nThis is a friendly reminder of what is open with us. If you have paid already, thank you: there is nothing more to do.',
    },
  },
  es: {
    invoice: {
      subject: 'Factura {number} de {company}',
      message: 'Hola, {customer}:\n\nAdjuntamos la factura {number}. Gracias por su compra.',
    },
    reminder: {
      subject: 'Recordatorio de {company}: {amount} por pagar',
      message:
        'Hola, {customer}:\n\nLe recordamos amablemente lo que está pendiente. Si ya pagó, muchas gracias: no tiene que hacer nada más.',
    },
  },
}
