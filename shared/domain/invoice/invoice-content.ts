import type { Language } from '../company/company-row.ts'
import type { OrderCharge, SoldAs } from '../order/order-row.ts'

export interface InvoiceParty {
  name: string
  lines: string[]
}

export interface InvoiceLine {
  description: string
  soldAs: SoldAs
  boxType: string
  boxes: number
  bunchesPerBox: number
  stemsPerBunch: number
  quantity: number
  priceE4: number
  totalCents: number
}

/** Everything an issued invoice states, without what was paid on it since. */
export interface InvoiceContent {
  language: Language
  currency: string
  company: { name: string; lines: string[]; phone: string; email: string }
  number: string
  revision: number
  issuedOn: string
  dueOn: string
  terms: string
  billTo: InvoiceParty
  shipTo: InvoiceParty | null
  shipOn: string
  carrier: string
  poNumber: string
  reference: string
  salesperson: string
  lines: InvoiceLine[]
  /** Of invoices older than that, a charge has no kind. */
  charges: { label: string; amountCents: number; kind?: OrderCharge['kind'] }[]
  linesCents: number
  taxCents: number
  totalCents: number
  note: string
  footer: string
}
