import MailComposer from 'nodemailer/lib/mail-composer'
import { documentFileName } from '../../shared/documents/document-file-name.ts'
import type { DocumentFonts } from '../../shared/documents/document-fonts.ts'
import { documentWords } from '../../shared/documents/document-words.ts'
import { receiptDocument } from '../../shared/documents/receipt-document-of.ts'
import { renderReceipt } from '../../shared/documents/render-receipt.ts'
import { renderStatement } from '../../shared/documents/render-statement.ts'
import { statementDocument } from '../../shared/documents/statement-document-of.ts'
import { statementWords } from '../../shared/documents/statement-words.ts'
import { invoicePdf } from '../links/invoice-pdf.ts'
import { letterHtml, letterText } from './mail-letter.ts'
import type { MailRows } from './mail-rows.ts'
import { writeLetter } from './write-letter.ts'

/** A message as it goes over the wire. */
export interface ComposedMail {
  message: Uint8Array
  envelopeFrom: string
}

export interface MailSetting {
  /** The domain we send from. */
  mailDomain: string
  companyKey: string
  fonts: DocumentFonts
  isTest: boolean
  now: number
}

/** Composes a mail with its PDF. `payUrl` is null where it must carry no link. */
export async function composeMail(
  rows: MailRows,
  payUrl: string | null,
  setting: MailSetting,
): Promise<ComposedMail> {
  const { mail, company } = rows
  const letter = writeLetter(rows, payUrl, setting.isTest)
  const pdf = await attachment(rows, payUrl, setting.fonts)
  const composer = new MailComposer({
    from: { name: headerText(company.name), address: `invoices@${setting.mailDomain}` },
    to: { name: '', address: mail.recipient },
    replyTo: { name: headerText(company.name), address: company.email },
    subject: headerText(letter.subject),
    // The same in every try: a server that sees it twice can tell.
    messageId: `<${mail.id}@${setting.mailDomain}>`,
    date: new Date(setting.now),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'Content-Language': mail.language,
    },
    text: letterText(letter),
    html: letterHtml(letter),
    attachments: pdf === null ? [] : [{ ...pdf, contentType: 'application/pdf' }],
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    message: await composer.compile().build(),
    envelopeFrom: `bounce+${setting.companyKey}.${mail.id.replaceAll('-', '')}@${setting.mailDomain}`,
  }
}

/** Text for a header: one line, whatever was typed. */
function headerText(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .toWellFormed()
}

async function attachment(
  rows: MailRows,
  payUrl: string | null,
  fonts: DocumentFonts,
): Promise<{ filename: string; content: Buffer } | null> {
  const { mail, company, invoice, payment, link } = rows
  const words = documentWords[mail.language]
  if (mail.kind === 'receipt') {
    if (payment === null) return null
    const content = await receiptPdf(rows, fonts)
    const filename = documentFileName(company.name, words.receipt, payment.number)
    return { filename, content: Buffer.from(content) }
  }
  if (rows.statement !== null) {
    const { customer, statement } = rows
    const document = statementDocument(company, customer, statement)
    const content = await renderStatement(document, { payUrl, fonts, logo: company.logo })
    const title = statementWords[mail.language].statement
    const filename = documentFileName(company.name, title, statement.on)
    return { filename, content: Buffer.from(content) }
  }
  // A link over several invoices asks for their sum: no single invoice may carry its button.
  const isOnlyInvoice = link === null || link.invoices.length === 1
  if (invoice === null || !isOnlyInvoice) return null
  const content = await invoicePdf(invoice, rows.revisions, payUrl, fonts, company.logo)
  if (content === null) return null
  const filename = documentFileName(company.name, words.invoice, invoice.number)
  return { filename, content: Buffer.from(content) }
}

function receiptPdf(rows: MailRows, fonts: DocumentFonts): Promise<Uint8Array> {
  const { mail, company, customer, applications } = rows
  const invoices = new Map(applications.map(({ row, invoice }) => [row.invoiceId, invoice]))
  const document = receiptDocument({
    language: mail.language,
    company,
    customer,
    payment: rows.payment!,
    applications: applications.map(({ row }) => row),
    invoiceOf: invoiceId => invoices.get(invoiceId) ?? null,
  })
  return renderReceipt(document, { fonts, logo: company.logo })
}
