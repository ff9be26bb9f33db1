import type { CompanyRow, Language, MailTemplate } from '../company/company-row.ts'
import { fillTemplate, type TemplateValues } from './fill-template.ts'

/** The kinds of mail that the relay words from templates by itself. */
export type WordedKind = 'invoice' | 'reminder'

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
