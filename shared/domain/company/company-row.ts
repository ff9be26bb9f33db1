import { defineTable } from '../table.ts'
import type { PaymentsAccount } from './payments-account.ts'

export type Language = 'en' | 'es'

export interface Terms {
  code: string
  name: string
  /** Days from the issue date to the due date; 0 for COD, Prepay and PIA. */
  days: number
}

export interface BoxType {
  code: string
  name: string
  /** Fuel surcharge per box. */
  fuelCents: number
}

/** An additional charge that orders may take up. */
export interface ChargeType {
  id: string
  label: string
  kind: 'fixed' | 'percent' | 'fuel'
  /** Of a percent charge; 0 for the others. */
  rateBps: number
  /** Of a fixed charge; 0 for the others. */
  amountCents: number
  /** True when every new order starts with it. */
  onNewOrders: boolean
}

export const ORDER_CHANGE_POLICIES = ['anyone', 'not-sales', 'nobody', 'sales-managers-same-day'] as const
/** Who may change an order that is confirmed. */
export type OrderChangePolicy = (typeof ORDER_CHANGE_POLICIES)[number]

/** Mails whose subject and message a company may word itself. */
export const TEMPLATE_KINDS = [
  'invoice',
  'statement',
  'links',
  'reminder',
  'receipt',
  'refund',
  'renewal',
] as const

/** A company's own words for a kind of mail; without one the mail has Florin's. */
export interface MailTemplate {
  kind: (typeof TEMPLATE_KINDS)[number]
  language: Language
  subject: string
  message: string
}

/** The wholesaler itself and its settings: one row per company. */
export interface CompanyRow {
  id: string
  name: string
  timeZone: string
  currency: string
  language: Language
  addressLines: string[]
  phone: string
  email: string
  /** Which date the aging counts from. */
  ageBasis: 'invoice-date' | 'due-date'
  terms: Terms[]
  boxTypes: BoxType[]
  carriers: string[]
  paymentMethods: string[]
  paymentsAccount: PaymentsAccount | null
  /** The company-wide switch for payment links. */
  linksEnabled: boolean
  /** How the Payment link box of a mail stands before anyone touches it. */
  linkBoxDefault: boolean
  /** False keeps links out of mails that people send; automatic invoices have them. */
  manualLinksEnabled: boolean
  /** Hours a link stays active after a person first opened it. */
  linkHours: number
  charges: ChargeType[]
  creditReasons: string[]
  orderChangePolicy: OrderChangePolicy
  /** Nothing may be dated on or before this day; null while no period is closed. */
  closedThrough: string | null
  /** What a bounced check costs the customer, unless someone says otherwise. */
  nsfFeeCents: number
  financeChargeBps: number
  /** Days from which an open balance counts for finance charges: the first day of an aging bucket. */
  financeChargeFromDays: number
  /** The hour of the company's day at which daily automatic invoices go out. */
  automaticInvoiceHour: number
  /** A payer may choose which of a link's invoices to pay. */
  payerPicksInvoices: boolean
  /** A payer may pay less than is open, but no less than the minimum. */
  partialPayments: boolean
  partialMinimumCents: number
  mailTemplates: MailTemplate[]
  /** A PNG or JPEG as a data URL for mails, documents and the payment page; empty for none. */
  logo: string
  remindersEnabled: boolean
  /** Days after the due date on which customers are reminded; negative ones are before it. */
  reminderDays: number[]
  /** The hour of the company's day at which reminders go out. */
  reminderHour: number
  /** No reminder and no automatic invoice goes out from this hour of the company's day until the other. */
  quietFromHour: number
  quietUntilHour: number
  /** At most so many mails leave in a minute. */
  mailsPerMinute: number
}

export const companies = defineTable<CompanyRow>({
  name: 'companies',
  columns: {
    name: 'text',
    timeZone: 'text',
    currency: 'text',
    language: 'text',
    addressLines: 'json',
    phone: 'text',
    email: 'text',
    ageBasis: 'text',
    terms: 'json',
    boxTypes: 'json',
    carriers: 'json',
    paymentMethods: 'json',
    paymentsAccount: 'json',
    linksEnabled: 'boolean',
    linkBoxDefault: 'boolean',
    manualLinksEnabled: 'boolean',
    linkHours: 'integer',
    charges: 'json',
    creditReasons: 'json',
    orderChangePolicy: 'text',
    closedThrough: 'text?',
    nsfFeeCents: 'integer',
    financeChargeBps: 'integer',
    financeChargeFromDays: 'integer',
    automaticInvoiceHour: 'integer',
    payerPicksInvoices: 'boolean',
    partialPayments: 'boolean',
    partialMinimumCents: 'integer',
    mailTemplates: 'json',
    logo: 'text',
    remindersEnabled: 'boolean',
    reminderDays: 'json',
    reminderHour: 'integer',
    quietFromHour: 'integer',
    quietUntilHour: 'integer',
    mailsPerMinute: 'integer',
  },
  added: {
    charges: [],
    creditReasons: [],
    orderChangePolicy: 'anyone',
    financeChargeFromDays: 31,
    manualLinksEnabled: true,
    automaticInvoiceHour: 18,
    mailTemplates: [],
    reminderDays: [-3, 0, 7, 14],
    reminderHour: 9,
    quietFromHour: 20,
    quietUntilHour: 7,
    mailsPerMinute: 60,
  },
})
