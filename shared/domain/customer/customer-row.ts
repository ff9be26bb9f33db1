import type { Language } from '../company/company-row.ts'
import { fold } from '../fold.ts'
import { defineTable } from '../table.ts'

export interface Address {
  line1: string
  line2: string
  city: string
  region: string
  postalCode: string
  country: string
}

export interface ShipTo {
  id: string
  name: string
  address: Address
}

export interface Contact {
  id: string
  name: string
  email: string
  kind: 'none' | 'buyer' | 'payables'
}

/** Who owes the company. */
export interface CustomerRow {
  id: string
  code: string
  name: string
  type: string
  active: boolean
  phone: string
  billingAddress: Address
  shipTos: ShipTo[]
  contacts: Contact[]
  termsCode: string
  paymentMethod: string
  /** null is unlimited, 0 is a limit of zero. */
  creditLimitCents: number | null
  creditHold: boolean
  salespersonId: string | null
  priceLevel: 'A' | 'B' | 'C'
  carrier: string
  invoiceEmails: string[]
  /** Falls back to the invoice addresses when empty. */
  statementEmails: string[]
  taxBps: number
  currency: string
  language: Language
  notes: string
  tags: string[]
  paymentLinksEnabled: boolean
  requirePaymentOnConfirm: boolean
  automaticInvoices: 'off' | 'on-confirm' | 'daily'
  poRequired: boolean
  financeChargeException: boolean
  /** False leaves the customer out of the company's payment reminders. */
  remindersEnabled: boolean
  invoiceFooter: string
  /** The name, folded: what customers of the same name are found by. */
  nameKey: string
  /** The customer this one turned out to be; null for one that stands for itself. */
  mergedIntoId: string | null
}

/** The fields of a customer that commands keep and nobody types. */
export type CustomerKept = 'id' | 'nameKey' | 'mergedIntoId'

/** A customer as far as people type it. */
export type CustomerEntry = Pick<CustomerRow, 'id'> & Omit<CustomerRow, CustomerKept>

export const customers = defineTable<CustomerRow>({
  name: 'customers',
  columns: {
    code: 'text',
    name: 'text',
    type: 'text',
    active: 'boolean',
    phone: 'text',
    billingAddress: 'json',
    shipTos: 'json',
    contacts: 'json',
    termsCode: 'text',
    paymentMethod: 'text',
    creditLimitCents: 'integer?',
    creditHold: 'boolean',
    salespersonId: 'text?',
    priceLevel: 'text',
    carrier: 'text',
    invoiceEmails: 'json',
    statementEmails: 'json',
    taxBps: 'number',
    currency: 'text',
    language: 'text',
    notes: 'text',
    tags: 'json',
    paymentLinksEnabled: 'boolean',
    requirePaymentOnConfirm: 'boolean',
    automaticInvoices: 'text',
    poRequired: 'boolean',
    financeChargeException: 'boolean',
    remindersEnabled: 'boolean',
    invoiceFooter: 'text',
    nameKey: 'text',
    mergedIntoId: 'text?',
  },
  refs: ['nameKey', 'mergedIntoId'],
  added: { remindersEnabled: true },
  claims: row => [`customer.code:${fold(row.code)}`],
})
