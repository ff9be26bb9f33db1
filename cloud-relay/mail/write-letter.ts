import { documentFormats } from '../../shared/documents/document-formats.ts'
import type { InvoiceRow } from '../../shared/domain/invoice/invoice-row.ts'
import { appliedBy } from '../../shared/domain/payment/release-entries.ts'
import { linksWords } from './links-letter.ts'
import type { Letter } from './mail-letter.ts'
import type { MailRows } from './mail-rows.ts'
import { mailWords } from './mail-words.ts'

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
    company: {
      name: company.name,
      lines: company.addressLines,
      phone: company.phone,
      email: company.email,
    },
    subject: mail.subject,
    paragraphs: [],
    table: null,
    facts: [],
    pay,
    isTest,
  }
  if (mail.kind === 'receipt') return { ...letter, ...receiptWords(rows, formats) }
  if (mail.kind === 'statement') return { ...letter, ...statementLetter(rows, formats) }
  if (mail.kind === 'links') return { ...letter, ...linksWords(rows, formats) }
  if (mail.kind === 'renewal') return { ...letter, ...renewalWords(rows, formats) }
  return { ...letter, ...invoiceWords(rows, formats) }
}

type Formats = ReturnType<typeof documentFormats>
type Words = Pick<Letter, 'subject' | 'paragraphs' | 'table' | 'facts'>

function invoiceWords({ mail, company, invoice }: MailRows, formats: Formats): Words {
  const words = mailWords(mail.language)
  if (invoice === null) return { subject: mail.subject, paragraphs: [mail.message], table: null, facts: [] }
  const dueCents = invoice.status === 'void' ? 0 : invoice.openCents
  const state = invoice.status === 'void' ? words.voided : dueCents === 0 ? words.paid : ''
  const paragraphs = [mail.message || words.invoiceIntro(invoice.number), state].filter(text => text !== '')
  const facts = [
    { name: words.invoice, value: invoice.number },
    { name: words.date, value: formats.date(invoice.issuedOn) },
    { name: words.due, value: formats.date(invoice.dueOn) },
    ...(invoice.poNumber === '' ? [] : [{ name: words.poNumber, value: invoice.poNumber }]),
    { name: words.total, value: formats.money(invoice.totalCents) },
    { name: words.toPay, value: formats.money(dueCents) },
  ]
  const subject = mail.subject || words.invoiceSubject(invoice.number, company.name)
  return { subject, paragraphs, table: null, facts }
}

function statementLetter({ mail, statement }: MailRows, formats: Formats): Words {
  const words = mailWords(mail.language)
  const { subject } = mail
  if (statement === null) return { subject, paragraphs: [mail.message], table: null, facts: [] }
  const { netCents, openCents, openCreditsCents, pastDueCents } = statement.aging
  const credit = netCents < 0 ? words.inYourFavor(formats.money(-netCents)) : ''
  const state = netCents === 0 ? words.nothingDue : credit
  return {
    subject,
    paragraphs: [mail.message || words.statementIntro(formats.date(statement.on)), state].filter(
      text => text !== '',
    ),
    table: null,
    facts: [
      { name: words.open, value: formats.money(openCents) },
      ...(pastDueCents > 0 ? [{ name: words.pastDue, value: formats.money(pastDueCents) }] : []),
      ...(openCreditsCents > 0 ? [{ name: words.openCredits, value: formats.money(-openCreditsCents) }] : []),
      netCents < 0
        ? { name: words.credit, value: formats.money(-netCents) }
        : { name: words.toPay, value: formats.money(netCents) },
    ],
  }
}

function renewalWords({ mail, company, link }: MailRows, formats: Formats): Words {
  const words = mailWords(mail.language)
  const invoices = link?.invoices ?? []
  return {
    subject: mail.subject || words.renewalSubject(company.name),
    paragraphs: [words.renewalIntro, mail.message].filter(text => text !== ''),
    table: {
      heads: [words.invoice, words.date, words.poNumber, words.due, words.total, words.open],
      rows: invoices.map(invoice => tableRow(invoice, formats)),
    },
    facts: [{ name: words.toPay, value: formats.money(link?.dueCents ?? 0) }],
  }
}

function tableRow(invoice: InvoiceRow, formats: Formats): string[] {
  return [
    invoice.number,
    formats.date(invoice.issuedOn),
    invoice.poNumber || '–',
    formats.date(invoice.dueOn),
    formats.money(invoice.totalCents),
    formats.money(invoice.openCents),
  ]
}

function receiptWords({ mail, company, payment, applications }: MailRows, formats: Formats): Words {
  const words = mailWords(mail.language)
  const amount = formats.money(payment?.totalCents ?? 0)
  const numbers = new Map(applications.map(({ row, invoice }) => [row.invoiceId, invoice?.number ?? '']))
  const applied = appliedBy(applications.map(({ row }) => row)).map(({ invoiceId, amountCents }) => ({
    name: `${words.invoice} ${numbers.get(invoiceId)}`,
    value: formats.money(amountCents),
  }))
  const keptCents = payment?.unappliedCents ?? 0
  return {
    subject: mail.subject || words.receiptSubject(payment?.number ?? '', company.name),
    paragraphs: [mail.message || words.receiptIntro(amount)],
    table: null,
    facts: [
      { name: words.controlNumber, value: payment?.number ?? '' },
      { name: words.date, value: formats.date(payment?.receivedOn ?? '') },
      { name: words.paidWith, value: payment?.reference ?? '' },
      ...applied,
      ...(keptCents > 0 ? [{ name: words.kept, value: formats.money(keptCents) }] : []),
      { name: words.amount, value: amount },
    ],
  }
}

function currencyOf({ invoice, payment, statement, customer, company }: MailRows): string {
  if (statement !== null) return customer.currency
  return invoice?.currency ?? payment?.currency ?? company.currency
}
