/** A name and the address lines under it. */
export interface DocumentParty {
  name: string
  lines: string[]
}

/** Who issues the document. */
export interface DocumentCompany {
  name: string
  lines: string[]
  phone: string
  email: string
}

/** All that an invoice prints. Money is integer minor units of `currency`; dates are 'YYYY-MM-DD', or '' for none. */
export interface InvoiceDocument {
  /** `order`: the confirmation of one that has no invoice yet. */
  kind?: 'order'
  language: 'en' | 'es'
  currency: string
  company: DocumentCompany
  number: string
  revision: number
  status: 'open' | 'paid' | 'void'
  issuedOn: string
  dueOn: string
  terms: string
  billTo: DocumentParty
  shipTo: DocumentParty | null
  shipOn: string
  carrier: string
  poNumber: string
  reference: string
  salesperson: string
  lines: InvoiceDocumentLine[]
  charges: { label: string; amountCents: number }[]
  linesCents: number
  taxCents: number
  totalCents: number
  paidCents: number
  creditsCents: number
  discountCents: number
  /** What of the payments and credits was taken off again and returned; positive. */
  refundedCents: number
  openCents: number
  note: string
  footer: string
}

/** One line as sold. `quantity` counts bunches for `unit-bunch`, stems for `unit-stem`, pieces for `hard-good`. */
export interface InvoiceDocumentLine {
  description: string
  soldAs: 'box-stem' | 'box-bunch' | 'unit-bunch' | 'unit-stem' | 'hard-good'
  boxType: string
  boxes: number
  bunchesPerBox: number
  stemsPerBunch: number
  quantity: number
  priceE4: number
  totalCents: number
}
