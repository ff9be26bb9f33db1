import type { DocumentCompany, DocumentParty } from './invoice-document.ts'

/** All that a payment receipt prints. Money is integer minor units of `currency`; dates are 'YYYY-MM-DD'. */
export interface ReceiptDocument {
  language: 'en' | 'es'
  currency: string
  company: DocumentCompany
  customer: DocumentParty
  controlNumber: string
  status: 'received' | 'void'
  receivedOn: string
  method: string
  reference: string
  amountCents: number
  applications: ReceiptApplication[]
  unappliedCents: number
  note: string
  footer: string
}

/** What the payment paid of one invoice. */
export interface ReceiptApplication {
  invoiceNumber: string
  issuedOn: string
  appliedCents: number
}
