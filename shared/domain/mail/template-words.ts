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
      subject: 'Statement from {company} as of {due}',
      message: 'Hello {customer},\n\nPlease find your statement attached.',
    },
    links: {
      subject: 'Open invoices with {company}: {amount}',
      message:
        'Hello {customer},\n\nThese invoices are open. You can pay them all at once with the button below.',
    },
    reminder: {
      subject: 'Reminder: {amount} for {company}, due {due}',
      message:
        'Hello {customer},\n\nA friendly reminder of what is open. If you have paid in the meantime, thank you: please disregard this mail.',
    },
    receipt: {
      subject: 'Receipt {number} from {company}',
      message:
        'Hello {customer},\n\nThank you: we received your payment of {amount}. The receipt is attached.',
    },
    refund: {
      subject: 'Refund {number} from {company}',
      message:
        'Hello {customer},\n\nWe returned {amount} to the way you paid. It may take your bank some days to show it.',
    },
    renewal: {
      subject: 'Your new payment link from {company}',
      message:
        'Hello {customer},\n\nHere is the new payment link you asked for. The earlier one no longer works.',
    },
  },
  es: {
    invoice: {
      subject: 'Factura {number} de {company}',
      message: 'Hola, {customer}:\n\nAdjuntamos la factura {number}. Gracias por su compra.',
    },
    statement: {
      subject: 'Estado de cuenta de {company} al {due}',
      message: 'Hola, {customer}:\n\nAdjuntamos su estado de cuenta.',
    },
    links: {
      subject: 'Facturas pendientes con {company}: {amount}',
      message:
        'Hola, {customer}:\n\nEstas facturas están pendientes. Puede pagarlas todas a la vez con el botón de abajo.',
    },
    reminder: {
      subject: 'Recordatorio: {amount} para {company}, vence el {due}',
      message:
        'Hola, {customer}:\n\nUn recordatorio amable de lo que está pendiente. Si ya pagó, muchas gracias: no tome en cuenta este correo.',
    },
    receipt: {
      subject: 'Recibo {number} de {company}',
      message: 'Hola, {customer}:\n\nGracias: recibimos su pago de {amount}. Adjuntamos el recibo.',
    },
    refund: {
      subject: 'Reembolso {number} de {company}',
      message:
        'Hola, {customer}:\n\nDevolvimos {amount} al medio con que pagó. Su banco puede tardar unos días en mostrarlo.',
    },
    renewal: {
      subject: 'Su nuevo enlace de pago de {company}',
      message: 'Hola, {customer}:\n\nEste es el nuevo enlace de pago que pidió. El anterior ya no funciona.',
    },
  },
}
