import { z } from 'zod'
import type { StripeAccount } from '../domain/company/payments-account.ts'
import { connectAccountRequest, type PaymentsInstructions, paymentsAccountRequest } from './sync.ts'

/** The questions about the account at Stripe, a part of the desk's. Online only. */
export const paymentsAccountAsks = {
  /** What to enter at Stripe. */
  'payments-account.instructions': z.strictObject({}),
  /** Hands the keys on to the relay; nothing of them stays here. */
  'payments-account.enter': paymentsAccountRequest,
  /** Takes or makes the account under the operator's platform. */
  'payments-account.connect': connectAccountRequest,
} as const

export interface PaymentsAccountAnswers {
  'payments-account.instructions': PaymentsInstructions
  'payments-account.enter': StripeAccount
  /** Where to go on at Stripe, at the relay's address, for the system's browser. */
  'payments-account.connect': { url: string; account: StripeAccount }
}
