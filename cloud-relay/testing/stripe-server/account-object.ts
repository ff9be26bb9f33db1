import type { StripeAccount } from './stripe-account.ts'

/** An account as Stripe's API shows it. */
export function accountObject({ id, standing }: StripeAccount): object {
  const { currently_due, ...can } = standing
  return {
    id,
    object: 'account',
    ...can,
    details_submitted: true,
    requirements: { currently_due, past_due: [], disabled_reason: null },
  }
}
