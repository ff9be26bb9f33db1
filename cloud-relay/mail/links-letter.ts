import type { DocumentFormats } from '../../shared/documents/document-formats.ts'
import type { Letter } from './mail-letter.ts'
import type { MailRows } from './mail-rows.ts'
import { mailWords } from './mail-words.ts'

/** The words of a mail with payment links: the invoices that its one link asks for as a table, oldest due first, and their sum. */
export function linksWords(
  { mail, link }: MailRows,
  formats: DocumentFormats,
): Pick<Letter, 'subject' | 'paragraphs' | 'table' | 'facts'> {
  const words = mailWords(mail.language)
  const invoices = (link?.invoices ?? []).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  return {
    subject: mail.subject,
    paragraphs: [mail.message].filter(text => text !== ''),
    table: {
      heads: [words.invoice, words.date, words.poNumber, words.due, words.total, words.open],
      rows: invoices.map(invoice => [
        invoice.number,
        formats.date(invoice.issuedOn),
        invoice.poNumber || '–',
        formats.date(invoice.dueOn),
        formats.money(invoice.totalCents),
        formats.money(invoice.openCents),
      ]),
    },
    facts: [{ name: words.toPay, value: formats.money(link?.dueCents ?? 0) }],
  }
}
