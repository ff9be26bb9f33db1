import type { MailRows } from './mail-rows.ts'

/** Why a mail that waits in the queue is not to be sent any more, in a line for the staff; null when it is. */
export function whyMoot({
  mail,
  link,
  invoice,
  reminder,
  suppressed,
  customer,
  company,
  order,
}: MailRows): string | null {
  // These mails are about their link: without one they have nothing to say.
  if ((mail.kind === 'renewal' || mail.kind === 'links') && link === null) return 'nothing is due any more'
  if (mail.kind === 'reminder') {
    if (reminder === null) return 'nothing is due any more'
    if (suppressed?.reason === 'unsubscribed') return 'the recipient wants no more reminders'
    if (!company.remindersEnabled || !customer.remindersEnabled) return 'reminders were switched off'
  }
  if (mail.cause.startsWith('automatic:') && invoice?.status === 'void') return 'the invoice was withdrawn'
  if (mail.kind === 'order' && order?.row.status === 'voided') return 'the order was withdrawn'
  return null
}
