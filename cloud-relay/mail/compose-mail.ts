import MailComposer from 'nodemailer/lib/mail-composer'
import { documentFileName } from '../../shared/documents/document-file-name.ts'
import type { DocumentFonts } from '../../shared/documents/document-fonts.ts'
import { documentWords } from '../../shared/documents/document-words.ts'
import { letterHtml, letterText } from '../../shared/documents/letters/mail-letter.ts'
import { receiptDocument } from '../../shared/documents/receipt-document-of.ts'
import { renderReceipt } from '../../shared/documents/render-receipt.ts'
import { renderStatement } from '../../shared/documents/render-statement.ts'
import { statementDocument } from '../../shared/documents/statement-document-of.ts'
import { statementWords } from '../../shared/documents/statement-words.ts'
import { questionerOf } from '../../shared/domain/payment-link/ask-question.ts'
import { invoicePdf, orderPdf } from '../links/invoice-pdf.ts'
import { type DkimKey, signMessage } from './dkim-key.ts'
import type { MailRows } from './mail-rows.ts'
import { bounceAddress } from './mail-tag.ts'
import { writeLetter } from './write-letter.ts'

/** A message as it goes over the wire. */
export interface ComposedMail {
  message: Uint8Array
  envelopeFrom: string
}

export interface MailSetting {
  /** The domain we send from. */
  mailDomain: string
  /** Names the mail to those who report about it. */
  tag: string
  dkim: DkimKey | null
  fonts: DocumentFonts
  isTest: boolean
  /** Where the recipient wants no more mails of this kind; null for those that have no such address. */
  unsubscribeUrl: string | null
  now: number
}

/** Composes a mail with its PDF. `payUrl` is null where it must carry no link. */
export async function composeMail(
  rows: MailRows,
  payUrl: string | null,
  setting: MailSetting,
): Promise<ComposedMail> {
  const { mail, company } = rows
  const letter = {
    ...writeLetter(rows, payUrl, setting.isTest),
    logoUrl: company.logo === '' ? null : `cid:${LOGO}@${setting.mailDomain}`,
    unsubscribeUrl: setting.unsubscribeUrl,
  }
  const logo = logoOf(company.logo, setting.mailDomain)
  const questioner = questionerOf(mail)
  const pdf = await attachment(rows, payUrl, setting.fonts)
  const composer = new MailComposer({
    from: { name: headerText(company.name), address: `invoices@${setting.mailDomain}` },
    to: { name: '', address: mail.recipient },
    replyTo: questioner === null ? { name: headerText(company.name), address: company.email } : questioner,
    subject: headerText(letter.subject),
    // The same in every try: a server that sees it twice can tell.
    messageId: `<${setting.tag}@${setting.mailDomain}>`,
    date: new Date(setting.now),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      'Content-Language': mail.language,
      ...unsubscribeHeaders(setting.unsubscribeUrl),
    },
    text: letterText(letter),
    html: letterHtml(letter),
    attachments: [
      ...(logo === null ? [] : [logo]),
      ...(pdf === null ? [] : [{ ...pdf, contentType: 'application/pdf' }]),
    ],
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const message = await composer.compile().build()
  return {
    message: setting.dkim ? await signMessage(message, setting.dkim, setting.mailDomain) : message,
    envelopeFrom: bounceAddress(setting.tag, setting.mailDomain),
  }
}

const LOGO = 'logo'

/** The company's logo as a part of the message: no reader has to fetch it, and nobody learns who looked. */
function logoOf(logo: string, mailDomain: string) {
  const [, type, base64] = /^data:image\/(png|jpeg);base64,(.+)$/.exec(logo) ?? []
  if (type === undefined || base64 === undefined) return null
  return {
    filename: `${LOGO}.${type === 'png' ? 'png' : 'jpg'}`,
    content: Buffer.from(base64, 'base64'),
    contentType: `image/${type}`,
    contentDisposition: 'inline' as const,
    cid: `${LOGO}@${mailDomain}`,
  }
}

/** One click in the reader's own program is enough (RFC 8058). */
function unsubscribeHeaders(url: string | null): Record<string, string> {
  if (url === null) return {}
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
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
  const { mail, company, invoice, settled, payment, link } = rows
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
    const content = await renderStatement(document, {
      payUrl,
      ...(rows.link === null ? {} : { payCents: rows.link.dueCents }),
      fonts,
      logo: company.logo,
    })
    const title = statementWords[mail.language].statement
    const filename = documentFileName(company.name, title, statement.on)
    return { filename, content: Buffer.from(content) }
  }
  if (rows.order !== null) {
    const { asked, content, row } = rows.order
    const pdf = await orderPdf(asked, content, payUrl, fonts, company.logo)
    const filename = documentFileName(company.name, words.order, row.number)
    return { filename, content: Buffer.from(pdf) }
  }
  // A link over several invoices asks for their sum: no single invoice may carry its button.
  const isOnlyInvoice = link === null || link.invoices.length === 1
  if (invoice === null || settled === null || !isOnlyInvoice) return null
  const content = await invoicePdf(invoice, rows.revisions, settled, payUrl, fonts, company.logo)
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
