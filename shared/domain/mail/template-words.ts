import type { Language, MailTemplate } from '../company/company-row.ts'

type Wording = Pick<MailTemplate, 'subject' | 'message'>

/** Florin's own words for each kind of mail, with placeholders of `fillTemplate`: what a company has that wrote none. */
export function templateWords(kind: MailTemplate['kind'], language: Language): Wording {
  return FLORIN[language][kind]
}

/** The words a company sends for a kind of mail: its own where it has some, else Florin's. */
export function mailTemplateOf(
  { mailTemplates }: { mailTemplates: readonly MailTemplate[] },
  kind: MailTemplate['kind'],
  language: Language,
): Wording {
  const own = mailTemplates.find(template => template.kind === kind && template.language === language)
  return own ?? templateWords(kind, language)
}

const FLORIN: Record<Language, Record<MailTemplate['kind'], Wording>> = {
  en: {
    invoice: {
      subject: 'Invoice {number} from {company}',
      message: 'Hello {customer},\n\nYour invoice {number} is attached. Thank you for your business.',
    },
    statement: {
      subject: 'Statement from {company} as of {date}',
      message: 'Please find your statement as of {date} attached.',
    },
    links: {
      subject: 'Open invoices with {company}: {amount}',
      message: 'Here is what is open. You can pay all of it with one link.',
    },
    reminder: {
      subject: 'Reminder from {company}: {amount} to pay',
      message:
        'Hello {customer},\n\nThis is a friendly reminder of what is open with us. If you have paid already, thank you: there is nothing more to do.',
    },
    receipt: {
      subject: 'Receipt {number} from {company}',
      message: 'Thank you: we received your payment of {amount}. The receipt is attached.',
    },
    refund: {
      subject: 'Refund {number} from {company}',
      message: 'We have returned {amount} to you.',
    },
    renewal: {
      subject: 'Your new payment link from {company}',
      message: 'Here is the new payment link you asked for. The earlier one no longer works.',
    },
  },
  es: {
    invoice: {
      subject: 'Factura {number} de {company}',
      message: 'Hola, {customer}:\n\nAdjuntamos la factura {number}. Gracias por su compra.',
    },
    statement: {
      subject: 'Estado de cuenta de {company} al {date}',
      message: 'Adjuntamos su estado de cuenta al {date}.',
    },
    links: {
      subject: 'Facturas pendientes con {company}: {amount}',
      message: 'Esto es lo que está pendiente. Puede pagarlo todo con un solo enlace.',
    },
    reminder: {
      subject: 'Recordatorio de {company}: {amount} por pagar',
      message:
        'Hola, {customer}:\n\nLe recordamos amablemente lo que está pendiente. Si ya pagó, muchas gracias: no tiene que hacer nada más.',
    },
    receipt: {
      subject: 'Recibo {number} de {company}',
      message: 'Gracias: recibimos su pago de {amount}. Adjuntamos el recibo.',
    },
    refund: {
      subject: 'Reembolso {number} de {company}',
      message: 'Le hemos devuelto {amount}.',
    },
    renewal: {
      subject: 'Su nuevo enlace de pago de {company}',
      message: 'Este es el nuevo enlace de pago que pidió. El anterior ya no funciona.',
    },
  },
}
