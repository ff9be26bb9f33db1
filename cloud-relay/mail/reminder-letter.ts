import type { Formats, Words } from '../../shared/documents/letters/letter.ts'
import { type MailWords, mailWords } from '../../shared/documents/letters/mail-words.ts'
import { wordsFor } from '../../shared/domain/mail/mail-template.ts'
import { daysBetween } from '../../shared/lib/dates.ts'
import type { MailRows } from './mail-rows.ts'

const SHOWN_NUMBERS = 3

/** The words of a reminder: how each invoice stands on the day, what is open, what credits take off it, what is left to pay. */
export function reminderWords(
  { mail, company, customer, reminder, link }: MailRows,
  formats: Formats,
): Words {
  const words = mailWords(mail.language)
  const { invoices = [], openCents = 0, openCreditsCents = 0, toPayCents = 0, on = '' } = reminder ?? {}
  const pastDue = invoices.filter(invoice => invoice.dueOn < on)
  const pastDueCents = pastDue.reduce((sum, invoice) => sum + invoice.openCents, 0)
  const { subject, message } = wordsFor(company.mailTemplates, 'reminder', mail.language, {
    company: company.name,
    customer: customer.name,
    number: numbersOf(invoices.map(invoice => invoice.number)),
    amount: formats.money(toPayCents),
    due: formats.date(invoices[0]?.dueOn ?? ''),
  })
  const isNetted = openCreditsCents > 0 && link !== null
  return {
    subject,
    paragraphs: [message, isNetted ? words.creditTaken(formats.money(openCreditsCents)) : ''].filter(
      text => text !== '',
    ),
    table: {
      heads: [words.invoice, words.due, words.state, words.open],
      amounts: 1,
      rows: invoices.map(invoice => [
        invoice.number,
        formats.date(invoice.dueOn),
        stateOn(invoice.dueOn, on, words),
        formats.money(invoice.openCents),
      ]),
    },
    facts: [
      { name: words.open, value: formats.money(openCents) },
      ...(pastDueCents > 0 ? [{ name: words.pastDue, value: formats.money(pastDueCents) }] : []),
      ...(openCreditsCents > 0 ? [{ name: words.openCredits, value: formats.money(-openCreditsCents) }] : []),
      { name: words.toPay, value: formats.money(toPayCents) },
    ],
  }
}

function stateOn(dueOn: string, on: string, words: MailWords): string {
  const days = daysBetween(on, dueOn)
  if (days === 0) return words.dueToday
  return days > 0 ? words.dueIn(days) : words.pastDueBy(-days)
}

function numbersOf(numbers: readonly string[]): string {
  const shown = numbers.slice(0, SHOWN_NUMBERS).join(', ')
  return numbers.length > SHOWN_NUMBERS ? `${shown} …` : shown
}
