import { documentFormats } from '../../shared/documents/document-formats.ts'
import type { Formats, Letter, Words } from '../../shared/documents/letters/letter.ts'
import {
  invoiceFacts,
  invoiceTable,
  letterSender,
  statementParts,
} from '../../shared/documents/letters/letter-parts.ts'
import { mailWords } from '../../shared/documents/letters/mail-words.ts'
import { wordsFor } from '../../shared/domain/mail/mail-template.ts'
import { sumCents } from '../../shared/domain/money.ts'
import { onInvoices } from '../../shared/domain/payment/release-entries.ts'
import { questionerOf } from '../../shared/domain/payment-link/ask-question.ts'
import { firstDue, linksWords, numbersOf, oldestFirst } from './links-letter.ts'
import type { MailRows } from './mail-rows.ts'
import { orderWords } from './order-letter.ts'
import { ownWords } from './own-words.ts'
import { refundWords } from './refund-letter.ts'
import { reminderWords } from './reminder-letter.ts'

/** Writes a mail's words. `payUrl` is null where it must carry no link. */
export function writeLetter(rows: MailRows, payUrl: string | null, isTest: boolean): Letter {
  const { mail, company, link } = rows
  const formats = documentFormats(mail.language, link?.row.currency ?? currencyOf(rows))
  const pay =
    payUrl === null || link === null
      ? null
      : { url: payUrl, amount: formats.money(link.dueCents), hours: company.linkHours }
  const letter: Letter = {
    language: mail.language,
    company: letterSender(company),
    subject: mail.subject,
    paragraphs: [],
    table: null,
    facts: [],
    pay,
    isTest,
    unsubscribeUrl: null,
  }
  if (mail.kind === 'receipt') return { ...letter, ...receiptWords(rows, formats) }
  if (mail.kind === 'statement') return { ...letter, ...statementLetter(rows, formats) }
  if (mail.kind === 'links') return { ...letter, ...linksWords(rows, formats) }
  if (mail.kind === 'refund') return { ...letter, ...refundWords(rows, formats) }
  if (mail.kind === 'renewal') return { ...letter, ...renewalWords(rows, formats) }
  if (mail.kind === 'question') return { ...letter, ...questionWords(rows) }
  if (mail.kind === 'reminder') return { ...letter, ...reminderWords(rows, formats) }
  if (rows.order !== null) return { ...letter, ...orderWords(rows, rows.order, formats) }
  return { ...letter, ...invoiceWords(rows, formats) }
}

function invoiceWords(rows: MailRows, formats: Formats): Words {
  const { mail, company, invoice } = rows
  const words = mailWords(mail.language)
  if (invoice === null) return { subject: mail.subject, paragraphs: [mail.message], table: null, facts: [] }
  const dueCents = invoice.status === 'void' ? 0 : invoice.openCents
  const state = invoice.status === 'void' ? words.voided : dueCents === 0 ? words.paid : ''
  const values = {
    number: invoice.number,
    amount: formats.money(dueCents),
    due: formats.date(invoice.dueOn),
  }
  const { subject, message } = ownWords(
    rows,
    'invoice',
    values,
    mail.cause.startsWith('automatic:')
      ? wordsFor([], 'invoice', mail.language, {
          ...values,
          company: company.name,
          customer: rows.customer.name,
        })
      : {
          subject: words.invoiceSubject(invoice.number, company.name),
          message: words.invoiceIntro(invoice.number),
        },
  )
  const paragraphs = [message, state].filter(text => text !== '')
  const facts = invoiceFacts(invoice, dueCents, mail.language, formats)
  return { subject, paragraphs, table: null, facts }
}

function statementLetter({ mail, statement, link }: MailRows, formats: Formats): Words {
  const { subject, message, language } = mail
  if (statement === null) return { subject, paragraphs: [message], table: null, facts: [] }
  return { subject, ...statementParts(statement, message, link, language, formats), table: null }
}

function questionWords({ mail, customer }: MailRows): Words {
  const words = mailWords(mail.language)
  const address = questionerOf(mail) ?? ''
  return {
    subject: mail.subject,
    paragraphs: [words.asks(customer.name), mail.message, words.answerGoesTo(address)],
    table: null,
    facts: [],
  }
}

function renewalWords(rows: MailRows, formats: Formats): Words {
  const { mail, company, link } = rows
  const words = mailWords(mail.language)
  const invoices = oldestFirst(link?.invoices ?? [])
  const documents = link?.documents ?? []
  const creditCents = link?.creditCents ?? 0
  const due = formats.money(link?.dueCents ?? 0)
  // An order that is paid ahead is due on no day: it is to be paid by the day it ships.
  const dueOn = firstDue(invoices) || (rows.order?.row.shipOn ?? '')
  const { subject, message } = ownWords(
    rows,
    'renewal',
    { number: numbersOf(documents), amount: due, due: formats.date(dueOn) },
    { subject: words.renewalSubject(company.name), message: words.renewalIntro },
  )
  return {
    subject,
    paragraphs: [message],
    table: invoices.length === 0 ? null : invoiceTable(invoices, mail.language, formats),
    facts: [
      ...(invoices.length === 0 ? documents.map(({ number }) => ({ name: words.order, value: number })) : []),
      ...(creditCents > 0 ? [{ name: words.openCredits, value: formats.money(-creditCents) }] : []),
      { name: words.toPay, value: due },
    ],
  }
}

function receiptWords(rows: MailRows, formats: Formats): Words {
  const { mail, company, payment, applications } = rows
  const words = mailWords(mail.language)
  const amount = formats.money(payment?.totalCents ?? 0)
  const numbers = new Map(applications.map(({ row, invoice }) => [row.invoiceId, invoice?.number ?? '']))
  const uses = onInvoices(applications.map(({ row }) => row))
  const applied = uses.map(({ invoiceId, amountCents }) => ({
    name: `${words.invoice} ${numbers.get(invoiceId)}`,
    value: formats.money(amountCents),
  }))
  const keptCents = payment?.unappliedCents ?? 0
  const usedCents = sumCents(uses.map(({ amountCents }) => amountCents))
  // A receipt sent after some of the money went back still adds up.
  const returnedCents = (payment?.totalCents ?? 0) - usedCents - keptCents
  const number = payment?.number ?? ''
  const { subject, message } = ownWords(
    rows,
    'receipt',
    { number, amount, due: '' },
    { subject: words.receiptSubject(number, company.name), message: words.receiptIntro(amount) },
  )
  return {
    subject,
    paragraphs: [message],
    table: null,
    facts: [
      { name: words.controlNumber, value: payment?.number ?? '' },
      { name: words.date, value: formats.date(payment?.receivedOn ?? '') },
      { name: words.paidWith, value: payment?.reference || payment?.method || '' },
      ...applied,
      ...(keptCents > 0
        ? [
            {
              name: rows.heldFor === '' ? words.kept : words.heldFor(rows.heldFor),
              value: formats.money(keptCents),
            },
          ]
        : []),
      ...(returnedCents > 0 ? [{ name: words.returned, value: formats.money(returnedCents) }] : []),
      { name: words.amount, value: amount },
    ],
  }
}

function currencyOf({ invoice, order, payment, statement, reminder, customer, company }: MailRows): string {
  if (statement !== null || reminder !== null) return customer.currency
  return invoice?.currency ?? order?.row.currency ?? payment?.currency ?? company.currency
}
