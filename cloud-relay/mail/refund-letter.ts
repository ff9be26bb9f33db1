import type { Formats, Words } from '../../shared/documents/letters/letter.ts'
import { mailWords } from '../../shared/documents/letters/mail-words.ts'
import type { MailRows } from './mail-rows.ts'
import { ownWords } from './own-words.ts'

/** Money we return: how much, to what, of which payment, and how far it is. */
export function refundWords(rows: MailRows, formats: Formats): Words {
  const { mail, company, payment, reversed } = rows
  const words = mailWords(mail.language)
  const amount = formats.money(Math.abs(payment?.totalCents ?? 0))
  const number = payment?.number ?? ''
  const state = payment?.refundState ?? ''
  // The reference of what a gateway returned is its own.
  const returnedTo = payment?.attemptId ? reversed?.reference : payment?.reference
  const isFailed = state === 'failed' || state === 'canceled'
  const intro = isFailed
    ? words.refundFailed(amount)
    : state === 'pending'
      ? words.refundPending(amount)
      : words.refundIntro(amount)
  const { subject, message } = ownWords(
    rows,
    'refund',
    { number, amount, due: '' },
    { subject: words.refundSubject(number, company.name), message: intro },
  )
  return {
    subject,
    // A failure is told whatever words the company has for refunds.
    paragraphs: [
      isFailed && mail.message === '' ? intro : message,
      !isFailed && payment?.attemptId ? words.bankDays : '',
    ].filter(text => text !== ''),
    table: null,
    facts: [
      { name: words.controlNumber, value: number },
      { name: words.date, value: formats.date(payment?.receivedOn ?? '') },
      ...(reversed === null ? [] : [{ name: words.ofPayment, value: reversed.number }]),
      { name: words.returnedTo, value: returnedTo || payment?.method || '' },
      { name: words.amount, value: amount },
    ].filter(({ value }) => value !== ''),
  }
}
