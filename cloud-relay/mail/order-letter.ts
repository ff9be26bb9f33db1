import type { Formats, Words } from './letter.ts'
import type { MailRows } from './mail-rows.ts'
import { mailWords } from './mail-words.ts'

/** The words of a mail about a pending order: what was agreed, what is held for it, and what is to be paid ahead. */
export function orderWords(
  { mail, company, link }: MailRows,
  { row, asked }: NonNullable<MailRows['order']>,
  formats: Formats,
): Words {
  const words = mailWords(mail.language)
  const paidCents = row.status === 'voided' ? 0 : row.totalCents - asked.openCents
  const state = row.status === 'voided' ? words.orderVoided : asked.openCents === 0 ? words.orderPaid : ''
  return {
    subject: mail.subject || words.orderSubject(row.number, company.name),
    paragraphs: [mail.message || words.orderIntro(row.number), state].filter(text => text !== ''),
    table: null,
    facts: [
      { name: words.order, value: row.number },
      { name: words.date, value: formats.date(row.orderedOn) },
      { name: words.shipOn, value: formats.date(row.shipOn) },
      ...(row.poNumber === '' ? [] : [{ name: words.poNumber, value: row.poNumber }]),
      { name: words.total, value: formats.money(row.totalCents) },
      ...(paidCents > 0 ? [{ name: words.paidAhead, value: formats.money(-paidCents) }] : []),
      ...(link === null && paidCents === 0
        ? []
        : [{ name: words.toPayAhead, value: formats.money(asked.openCents) }]),
    ],
  }
}
