import { CUSTOMER_ADVANCED_DEFAULTS } from '../../../shared/domain/customer/customer-fields.ts'
import type { Address, Contact, CustomerEntry, ShipTo } from '../../../shared/domain/customer/customer-row.ts'
import { formatCents } from '../../parts/format-money.ts'
import { percentOf } from '../../parts/percent-of.ts'
import { readText } from '../order-form/field-text.ts'
import { asStored, type FieldKind, type FieldKinds, oneLine, type Problem } from '../settings/edits.ts'

/** The fields of a customer a person edits. */
export type CustomerField = Exclude<keyof CustomerEntry, 'id'>

/** What is typed into each. */
export type TypedCustomer = Omit<CustomerEntry, 'id' | 'creditLimitCents' | 'taxBps'> & {
  creditLimitCents: string
  taxBps: string
}

const E4_PER_CENT = 100
const MOST_BPS = 10_000

const creditLimit: FieldKind<number | null, string> = {
  typed: cents => (cents === null ? '' : formatCents(cents)),
  read(typed) {
    if (typed.trim() === '') return { value: null }
    const cents = readHundredths(typed)
    return typeof cents === 'string' ? { problems: { '': cents } } : { value: cents }
  },
}

const taxRate: FieldKind<number, string> = {
  typed: percentOf,
  read(typed) {
    // 8,875 is no thousands in a percentage.
    const read = readText('priceE4', typed.trim().replace(/^(\d{1,2}),(\d{3})$/, '$1.$2') || '0')
    const bps = 'problem' in read ? -1 : Number(read.value) / E4_PER_CENT
    const isRate = bps >= 0 && bps <= MOST_BPS && Number.isInteger(Math.round(bps * 100) / 10)
    return isRate ? { value: bps } : { problems: { '': 'not-a-tax' } }
  },
}

const address: FieldKind<Address, Address> = {
  typed: value => value,
  read: typed => ({ value: trimmed(typed) }),
}

const shipTos: FieldKind<ShipTo[], ShipTo[]> = {
  typed: list => list,
  read: typed => ({
    value: typed.map(({ id, name, address: at }) => ({ id, name: name.trim(), address: trimmed(at) })),
  }),
}

const contacts: FieldKind<Contact[], Contact[]> = {
  typed: list => list,
  read: typed => ({ value: typed.map(trimmed) }),
}

/** How each field of a customer is typed and read. */
export const CUSTOMER_KINDS: FieldKinds<CustomerEntry, TypedCustomer> = {
  code: oneLine,
  name: oneLine,
  type: oneLine,
  active: asStored(),
  phone: oneLine,
  billingAddress: address,
  shipTos,
  contacts,
  termsCode: asStored(),
  paymentMethod: oneLine,
  creditLimitCents: creditLimit,
  creditHold: asStored(),
  salespersonId: asStored(),
  priceLevel: asStored(),
  carrier: oneLine,
  invoiceEmails: asStored(),
  statementEmails: asStored(),
  taxBps: taxRate,
  currency: asStored(),
  language: asStored(),
  notes: oneLine,
  tags: asStored(),
  paymentLinksEnabled: asStored(),
  requirePaymentOnConfirm: asStored(),
  automaticInvoices: asStored(),
  poRequired: asStored(),
  financeChargeException: asStored(),
  remindersEnabled: asStored(),
  invoiceFooter: oneLine,
}

/** A place without an address yet. */
export const NO_ADDRESS: Address = {
  line1: '',
  line2: '',
  city: '',
  region: '',
  postalCode: '',
  country: '',
}

/** What a new customer starts as. */
export function blankCustomer(id: string, termsCode: string, currency: string): CustomerEntry {
  return {
    id,
    code: '',
    name: '',
    type: '',
    active: true,
    phone: '',
    billingAddress: NO_ADDRESS,
    shipTos: [],
    contacts: [],
    termsCode,
    paymentMethod: '',
    creditLimitCents: null,
    creditHold: false,
    salespersonId: null,
    priceLevel: 'A',
    carrier: '',
    invoiceEmails: [],
    statementEmails: [],
    taxBps: 0,
    currency,
    language: 'en',
    notes: '',
    tags: [],
    ...CUSTOMER_ADVANCED_DEFAULTS,
  }
}

/** Hundredths from what a person typed (`12.5` is 1250): never guessed where it could mean two amounts. */
function readHundredths(text: string): number | Problem {
  const read = readText('priceE4', text.trim())
  if ('problem' in read) return read.problem === 'unclear-comma' ? 'unclear-comma' : 'not-an-amount'
  const e4 = Number(read.value)
  return e4 % E4_PER_CENT === 0 ? e4 / E4_PER_CENT : 'not-an-amount'
}

function trimmed<Row extends object>(row: Row): Row {
  const entries = Object.entries(row).map(([key, value]) => [
    key,
    typeof value === 'string' ? value.trim() : value,
  ])
  return Object.fromEntries(entries) as Row
}
