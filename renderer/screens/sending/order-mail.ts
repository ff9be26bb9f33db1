import type { DocumentFormats } from '../../../shared/documents/document-formats.ts'
import { orderFacts } from '../../../shared/documents/letters/letter-parts.ts'
import { mailWords } from '../../../shared/documents/letters/mail-words.ts'
import type { Language } from '../../../shared/domain/company/company-row.ts'
import type { PreviewedMail } from './mail-preview.tsx'

interface MailedOrder {
  number: string
  orderedOn: string
  shipOn: string
  poNumber: string
  totalCents: number
}

interface Letter {
  language: Language
  formats: DocumentFormats
  subject: string
  message: string
  /** What is to be paid in advance. */
  askedCents: number
  withLink: boolean
  attachmentName: string
}

/** A pending order's mail as its customer will see it. */
export function orderMailPreview(order: MailedOrder, letter: Letter): PreviewedMail {
  const { language, formats, subject, message, askedCents, withLink, attachmentName } = letter
  const words = mailWords(language)
  const paidCents = order.totalCents - askedCents
  return {
    language,
    subject,
    paragraphs: [message || words.orderIntro(order.number), askedCents === 0 ? words.orderPaid : ''],
    table: null,
    facts: orderFacts(order, { paidCents, askedCents, isAsked: withLink }, language, formats),
    payAmount: withLink && askedCents > 0 ? formats.money(askedCents) : null,
    attachmentName,
  }
}
