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
    linkHours: 'integer',
    charges: 'json',
    creditReasons: 'json',
    orderChangePolicy: 'text',
    closedThrough: 'text?',
    nsfFeeCents: 'integer',
    financeChargeBps: 'integer',
    financeChargeFromDays: 'integer',
  },
  added: {
    charges: [],
    creditReasons: [],
    orderChangePolicy: 'anyone',
    financeChargeFromDays: 31,
  },
})
