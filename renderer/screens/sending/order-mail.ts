import type { DocumentFormats } from '../../../shared/documents/document-formats.ts'
import type { Language } from '../../../shared/domain/company/company-row.ts'
import { mailPreview } from '../../words/mail-preview.ts'
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
  const words = mailPreview[language]
  const paidCents = order.totalCents - askedCents
  return {
    language,
    subject,
    paragraphs: [message || words.orderIntro(order.number), askedCents === 0 ? words.orderPaid : ''],
    table: null,
    facts: [
      { name: words.order, value: order.number },
      { name: words.date, value: formats.date(order.orderedOn) },
      { name: words.shipOn, value: formats.date(order.shipOn) },
      ...(order.poNumber === '' ? [] : [{ name: words.poNumber, value: order.poNumber }]),
      { name: words.total, value: formats.money(order.totalCents) },
      ...(paidCents > 0 ? [{ name: words.paidAhead, value: formats.money(-paidCents) }] : []),
      ...(withLink || paidCents > 0 ? [{ name: words.toPayAhead, value: formats.money(askedCents) }] : []),
    ],
    payAmount: withLink && askedCents > 0 ? formats.money(askedCents) : null,
    attachmentName,
  }
}
