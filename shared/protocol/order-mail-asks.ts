import { z } from 'zod'
import type { Language } from '../domain/company/company-row.ts'
import { emailAddress, id, note, requiredLine } from '../lib/parse.ts'
import type { MailDraft } from './send-asks.ts'

/** The questions about mailing pending orders, a part of the desk's. */
export const orderMailAsks = {
  /** What the dialog to mail a pending order starts with. */
  'orders.mail-draft': z.strictObject({ orderId: id }),
  /** The confirmation of a pending order as a PDF. */
  'orders.confirmation-pdf': z.strictObject({ orderId: id }),
  /** Mails one pending order as PDF; placeholders of `fillTemplate` in subject and message are filled in. */
  'orders.send': z.strictObject({
    /** The same id sends it once. */
    commandId: id,
    recipients: z.array(emailAddress).min(1).max(20),
    subject: requiredLine(200),
    message: note(4000),
    orderId: id,
    withLink: z.boolean(),
  }),
} as const

/** What the dialog starts with, and what the mail says of the order. */
export interface OrderMailDraft extends MailDraft {
  order: {
    number: string
    customerId: string
    currency: string
    language: Language
    orderedOn: string
    shipOn: string
    poNumber: string
    totalCents: number
    /** The customer's remembered addresses, for those who save what they typed. */
    invoiceEmails: string[]
  }
}

/** What each of {@link orderMailAsks} answers. */
export interface OrderMailAnswers {
  'orders.mail-draft': OrderMailDraft
  'orders.confirmation-pdf': { fileName: string; base64: string }
  'orders.send': { recipients: string[]; withLink: boolean }
}
