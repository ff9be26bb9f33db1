import { z } from 'zod'
import { accept, defineCommand, put } from '../command.ts'
import { row } from '../view.ts'
import { COMPANY_ROW, companyOf } from './company-of.ts'
import { paymentsAccount } from './payments-account.ts'

/**
 * The relay tells how the company's account at Stripe stands. `use` is true when its keys were just entered: the account
 * is the one in use from now on, active as far as Stripe takes payments for it. Else only what is known of it changes.
 */
export const recordPaymentsAccount = defineCommand({
  name: 'company.record-payments-account',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload: z.strictObject({ stripe: paymentsAccount.shape.stripe.unwrap(), use: z.boolean() }),
  reads: () => [row('companies', COMPANY_ROW)],
  decide({ stripe, use }, view) {
    const company = companyOf(view)
    if (!company) return accept([])
    const current = company.paymentsAccount
    if (use) {
      const status = stripe.takesPayments ? ('active' as const) : ('paused' as const)
      return accept([
        put('companies', { ...company, paymentsAccount: { gateway: 'stripe', status, stripe } }),
      ])
    }
    // Keys of another account were entered meanwhile.
    if (current?.stripe?.enteredAt !== stripe.enteredAt) return accept([])
    return accept([put('companies', { ...company, paymentsAccount: { ...current, stripe } })])
  },
})
