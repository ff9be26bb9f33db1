import type { DocumentFormats } from '../../../shared/documents/document-formats.ts'
import type { Language } from '../../../shared/domain/company/company-row.ts'
import { mailPreview } from '../../words/mail-preview.ts'
import type { PreviewedMail } from './mail-preview.tsx'

interface MailedInvoice {
  number: string
  issuedOn: string
  dueOn: string
  poNumber: string
  totalCents: number
  openCents: number
}

interface Letter {
  language: Language
  formats: DocumentFormats
  subject: string
  message: string
  withLink: boolean
  attachmentName: string
}

/** An invoice's mail as its customer will see it. */
export function invoiceMail(invoice: MailedInvoice, letter: Letter): PreviewedMail {
  const { language, formats, subject, message, withLink, attachmentName } = letter
  const words = mailPreview[language]
  const { number, issuedOn, dueOn, poNumber, totalCents, openCents } = invoice
  return {
    language,
    subject,
    paragraphs: [message || words.invoiceIntro(number), openCents === 0 ? words.paid : ''],
    table: null,
    facts: [
      { name: words.invoice, value: number },
      { name: words.date, value: formats.date(issuedOn) },
      { name: words.due, value: formats.date(dueOn) },
      ...(poNumber === '' ? [] : [{ name: words.poNumber, value: poNumber }]),
      { name: words.total, value: formats.money(totalCents) },
      { name: words.toPay, value: formats.money(openCents) },
    ],
    payAmount: withLink && openCents > 0 ? formats.money(openCents) : null,
    attachmentName,
  }
}
