import { z } from 'zod'
import { businessDate, cents, emailAddress, line, requiredLine, timeZone } from '../../lib/parse.ts'
import { ORDER_CHANGE_POLICIES } from './company-row.ts'
import { paymentsAccount } from './payments-account.ts'

/** The company's settings as a person edits them. */
export const COMPANY = {
  name: requiredLine(120),
  timeZone,
  currency: z.string().regex(/^[A-Z]{3}$/, 'not a currency code'),
  language: z.enum(['en', 'es']),
  addressLines: z.array(line(120)).max(6),
  phone: line(40),
  email: emailAddress,
  ageBasis: z.enum(['invoice-date', 'due-date']),
  terms: z
    .array(z.strictObject({ code: requiredLine(20), name: requiredLine(60), days: z.int().min(0).max(365) }))
    .max(50),
  boxTypes: z
    .array(z.strictObject({ code: requiredLine(10), name: requiredLine(60), fuelCents: cents }))
    .max(50),
  carriers: z.array(requiredLine(60)).max(200),
  paymentMethods: z.array(requiredLine(40)).max(50),
  paymentsAccount: paymentsAccount.nullable(),
  linksEnabled: z.boolean(),
  linkBoxDefault: z.boolean(),
  linkHours: z.int().min(1).max(720),
  charges: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(64),
        label: requiredLine(60),
        kind: z.enum(['fixed', 'percent', 'fuel']),
        rateBps: z.int().min(0).max(10_000),
        amountCents: cents,
        onNewOrders: z.boolean(),
      }),
    )
    .max(50),
  creditReasons: z.array(requiredLine(60)).max(50),
  orderChangePolicy: z.enum(ORDER_CHANGE_POLICIES),
  closedThrough: businessDate.nullable(),
  nsfFeeCents: cents,
  financeChargeBps: z.int().min(0).max(10_000),
  financeChargeFromDays: z.int().min(0).max(366),
}
