/** What Stripe says an account may do, and what it still wants to know. */
export interface AccountStanding {
  charges_enabled: boolean
  payouts_enabled: boolean
  currently_due: string[]
}

/** An account as Stripe's API shows it. */
export function accountObject({ id, standing }: { id: string; standing: AccountStanding }): object {
  const { currently_due, ...can } = standing
  return {
    id,
    object: 'account',
    ...can,
    details_submitted: true,
    requirements: { currently_due, past_due: [], disabled_reason: null },
  }
}
