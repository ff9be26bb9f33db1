import { z } from 'zod'
import { instant, requiredLine } from '../../lib/parse.ts'

/** A company's account at Stripe, without its keys: those are at the relay alone. */
const stripeAccount = z.strictObject({
  /** `test` keys move no real money. */
  mode: z.enum(['test', 'live']),
  /** Stripe's name of the account. */
  accountId: requiredLine(60),
  /** Charges are made directly on a connected account of a platform. */
  isConnected: z.boolean(),
  /** The card is typed on the payment page in Stripe's fields, or on Stripe's own page. */
  way: z.enum(['embedded', 'redirect']),
  methods: z
    .array(z.enum(['card', 'ach']))
    .min(1)
    .max(2),
  takesPayments: z.boolean(),
  paysOut: z.boolean(),
  /** Stripe's words for what its owner must still tell it. */
  missing: z.array(requiredLine(120)).max(100),
  enteredAt: instant,
  /** When Stripe was last asked how the account stands. */
  checkedAt: instant,
})

/** What moves a company's money: the gateway in use, and its account at Stripe, in use or not, once its keys were entered. */
export const paymentsAccount = z.strictObject({
  gateway: z.enum(['sandbox', 'stripe']),
  status: z.enum(['active', 'paused']),
  stripe: stripeAccount.optional(),
})

export type StripeAccount = z.output<typeof stripeAccount>

/** The gateway account that moves money. Absent until someone has set one up. */
export type PaymentsAccount = z.output<typeof paymentsAccount>

/** Whether payers can pay by this account now. */
export function takesPayments(account: PaymentsAccount | null): boolean {
  if (account?.status !== 'active') return false
  return account.gateway === 'sandbox' || account.stripe?.takesPayments === true
}

/** Whether what is paid by this account is no real money: every page and mail says so. */
export function isTestAccount(account: PaymentsAccount | null): boolean {
  return account !== null && (account.gateway === 'sandbox' || account.stripe?.mode === 'test')
}
