import { z } from 'zod'
import { cents, emailAddress, id, line, note, requiredLine } from '../../lib/parse.ts'
import type { CustomerRow } from './customer-row.ts'

const address = z.strictObject({
  line1: line(120),
  line2: line(120),
  city: line(80),
  region: line(80),
  postalCode: line(20),
  country: line(60),
})

/** The fields of a customer that anyone who may edit customers edits. */
export const CUSTOMER_BASIC = {
  name: requiredLine(120),
  type: line(40),
  active: z.boolean(),
  phone: line(40),
  billingAddress: address,
  shipTos: z.array(z.strictObject({ id: requiredLine(64), name: requiredLine(120), address })).max(500),
  contacts: z
    .array(
      z.strictObject({
        id: requiredLine(64),
        name: requiredLine(120),
        email: z.union([emailAddress, z.literal('')]),
        kind: z.enum(['none', 'buyer', 'payables']),
      }),
    )
    .max(200),
  termsCode: requiredLine(20),
  paymentMethod: line(40),
  creditLimitCents: cents.nullable(),
  creditHold: z.boolean(),
  salespersonId: id.nullable(),
  priceLevel: z.enum(['A', 'B', 'C']),
  carrier: line(60),
  invoiceEmails: z.array(emailAddress).max(20),
  statementEmails: z.array(emailAddress).max(20),
  // To the thousandth of a percent: New York City's 8.875 % is 887.5.
  taxBps: z.number().min(0).max(10_000).multipleOf(0.1),
  currency: z.string().regex(/^[A-Z]{3}$/, 'not a currency code'),
  language: z.enum(['en', 'es']),
  notes: note(4000),
  tags: z.array(requiredLine(40)).max(50),
}

/** The fields of the Advanced tab. */
export const CUSTOMER_ADVANCED = {
  paymentLinksEnabled: z.boolean(),
  requirePaymentOnConfirm: z.boolean(),
  automaticInvoices: z.enum(['off', 'on-confirm', 'daily']),
  poRequired: z.boolean(),
  financeChargeException: z.boolean(),
  remindersEnabled: z.boolean(),
  invoiceFooter: note(1000),
}

/** What the Advanced tab's fields are until someone with the right to them says otherwise. */
export const CUSTOMER_ADVANCED_DEFAULTS: Pick<CustomerRow, keyof typeof CUSTOMER_ADVANCED> = {
  paymentLinksEnabled: true,
  requirePaymentOnConfirm: false,
  automaticInvoices: 'off',
  poRequired: false,
  financeChargeException: false,
  remindersEnabled: true,
  invoiceFooter: '',
}

/** A customer's code: what people type. */
export const customerCode = requiredLine(20)
