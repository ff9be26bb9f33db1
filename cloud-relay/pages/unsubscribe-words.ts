import type { Language } from '../../shared/domain/company/company-row.ts'

/** The texts of the page on which someone wants no more reminders. */
export type UnsubscribeWords = typeof english

const english = {
  title: 'Payment reminders',
  question: (company: string, address: string) =>
    `Do you want no more payment reminders from ${company} at ${address}? Invoices and receipts come as before.`,
  button: 'No more reminders',
  doneTitle: 'Done',
  done: (company: string, address: string) =>
    `${company} sends no more payment reminders to ${address}. Invoices and receipts come as before.`,
  unknownTitle: 'This address leads nowhere',
  unknown: 'Please use the link in your mail as it is, or reply to the mail.',
}

const spanish: UnsubscribeWords = {
  title: 'Recordatorios de pago',
  question: (company, address) =>
    `¿No desea recibir más recordatorios de pago de ${company} en ${address}? Las facturas y los recibos llegarán como antes.`,
  button: 'No más recordatorios',
  doneTitle: 'Listo',
  done: (company, address) =>
    `${company} ya no enviará recordatorios de pago a ${address}. Las facturas y los recibos llegarán como antes.`,
  unknownTitle: 'Esta dirección no lleva a ninguna parte',
  unknown: 'Use el enlace de su correo tal como está, o responda al correo.',
}

/** The words for a language. */
export function unsubscribeWords(language: Language): UnsubscribeWords {
  return language === 'es' ? spanish : english
}
