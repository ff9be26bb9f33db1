import type { Formats, Words } from '../../shared/documents/letters/letter.ts'
import { invoiceTable } from '../../shared/documents/letters/letter-parts.ts'
import { mailWords } from '../../shared/documents/letters/mail-words.ts'
import type { InvoiceRow } from '../../shared/domain/invoice/invoice-row.ts'
import type { MailRows } from './mail-rows.ts'
import { ownWords } from './own-words.ts'

const SHOWN_NUMBERS = 3

/** A mail about several invoices: each with what is open on it, the totals, and what is asked for all. */
export function linksWords(rows: MailRows, formats: Formats): Words {
  const { mail, company, link } = rows
  // What was paid since is no longer asked for; where all is, the table says so.
  const open = rows.listed.filter(invoice => invoice.openCents > 0)
  const listed = oldestFirst(open.length > 0 ? open : rows.listed)
  const words = mailWords(mail.language)
  const due = formats.money(link?.dueCents ?? 0)
  const isPaid = listed.length > 0 && open.length === 0
  const { subject, message } = ownWords(
    rows,
    'links',
    { number: numbersOf(listed), amount: due, due: formats.date(firstDue(listed)) },
    { subject: words.linksSubject(company.name, due), message: words.linksIntro },
  )
  return {
    subject,
    paragraphs: [message, isPaid ? words.allPaid : ''].filter(text => text !== ''),
    table: invoiceTable(listed, mail.language, formats),
    facts: [{ name: words.toPay, value: due }],
  }
}

/** Invoices in the order in which money goes to them. */
export function oldestFirst(invoices: readonly InvoiceRow[]): InvoiceRow[] {
  return invoices.toSorted((a, b) => (a.dueOn + a.id < b.dueOn + b.id ? -1 : 1))
}

/** The numbers of these invoices, the first few by name. */
export function numbersOf(invoices: readonly Pick<InvoiceRow, 'number'>[]): string {
  const numbers = invoices.map(invoice => invoice.number)
  const shown = numbers.slice(0, SHOWN_NUMBERS).join(', ')
  return numbers.length > SHOWN_NUMBERS ? `${shown} …` : shown
}

/** The earliest due date, or an empty text. */
export function firstDue(invoices: readonly InvoiceRow[]): string {
  return invoices.map(invoice => invoice.dueOn).toSorted()[0] ?? ''
}
