import type { Formats, Words } from '../../shared/documents/letters/letter.ts'
import { orderFacts } from '../../shared/documents/letters/letter-parts.ts'
import { mailWords } from '../../shared/documents/letters/mail-words.ts'
import type { MailRows } from './mail-rows.ts'

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
    facts: orderFacts(
      row,
      { paidCents, askedCents: asked.openCents, isAsked: link !== null },
      mail.language,
      formats,
    ),
  }
}
