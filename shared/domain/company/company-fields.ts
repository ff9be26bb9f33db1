import { z } from 'zod'
import { businessDate, cents, emailAddress, line, note, requiredLine, timeZone } from '../../lib/parse.ts'
import { ORDER_CHANGE_POLICIES, TEMPLATE_KINDS } from './company-row.ts'
import { paymentsAccount } from './payments-account.ts'

/** An hour of the company's day. */
const hour = z.int().min(0).max(23)

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
  manualLinksEnabled: z.boolean(),
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
  automaticInvoiceHour: hour,
  payerPicksInvoices: z.boolean(),
  partialPayments: z.boolean(),
  partialMinimumCents: cents,
  mailTemplates: z
    .array(
      z.strictObject({
        kind: z.enum(TEMPLATE_KINDS),
        language: z.enum(['en', 'es']),
        subject: requiredLine(200),
        message: note(4000),
      }),
    )
    .max(2 * TEMPLATE_KINDS.length),
  logo: z
    .string()
    .max(200_000)
    .regex(/^(data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2})?$/, 'not a PNG or JPEG picture'),
  remindersEnabled: z.boolean(),
  reminderDays: z.array(z.int().min(-30).max(120)).max(10),
  reminderHour: hour,
  quietFromHour: hour,
  quietUntilHour: hour,
  mailsPerMinute: z.int().min(1).max(6000),
}
