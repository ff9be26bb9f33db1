import type { DocumentFormats } from '../../../shared/documents/document-formats.ts'
import { invoiceFacts, type LetterInvoice } from '../../../shared/documents/letters/letter-parts.ts'
import { mailWords } from '../../../shared/documents/letters/mail-words.ts'
import type { Language } from '../../../shared/domain/company/company-row.ts'
import type { PreviewedMail } from './mail-preview.tsx'

interface InvoiceLetter {
  language: Language
  formats: DocumentFormats
  subject: string
  message: string
  withLink: boolean
  attachmentName: string
}

/** An invoice's mail as its customer will see it. */
export function invoiceMail(invoice: LetterInvoice, letter: InvoiceLetter): PreviewedMail {
  const { language, formats, subject, message, withLink, attachmentName } = letter
  const words = mailWords(language)
  const { number, openCents } = invoice
  return {
    language,
    subject,
    paragraphs: [message || words.invoiceIntro(number), openCents === 0 ? words.paid : ''],
    table: null,
    facts: invoiceFacts(invoice, openCents, language, formats),
    payAmount: withLink && openCents > 0 ? formats.money(openCents) : null,
    attachmentName,
  }
}
