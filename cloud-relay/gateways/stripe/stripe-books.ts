import { z } from 'zod'
import type { AccountStanding, GatewayBooks, Movement, Payout } from '../gateway.ts'
import { ATTEMPT, reference } from './read-attempt.ts'
import { mustBeRefusal, type StripeClient } from './stripe-client.ts'

const PAGE = 100

/** Stripe's reporting categories, which group its many types of transaction. */
const KINDS: Record<string, Movement['kind']> = {
  charge: 'payment',
  charge_failure: 'payment-returned',
  refund: 'refund',
  refund_failure: 'refund-failed',
  dispute: 'dispute',
  dispute_reversal: 'dispute-won',
  fee: 'fee',
  network_cost: 'fee',
  tax: 'fee',
  payout: 'payout',
  payout_reversal: 'payout-failed',
}

const PAYOUTS: Record<string, Payout['state']> = {
  pending: 'pending',
  in_transit: 'in-transit',
  paid: 'paid',
  failed: 'failed',
  canceled: 'canceled',
}

const sourceSchema = z.object({
  id: z.string(),
  payment_intent: reference.catch(null),
  metadata: z.record(z.string(), z.string()).nullish().catch(null),
})

const transactionSchema = z.object({
  id: z.string(),
  amount: z.int(),
  fee: z.int(),
  net: z.int(),
  currency: z.string(),
  created: z.int(),
  reporting_category: z.string().catch(''),
  source: z
    .union([z.string().transform(id => ({ id, payment_intent: null, metadata: null })), sourceSchema])
    .nullish(),
})

const payoutSchema = z.object({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  status: z.string(),
  arrival_date: z.int(),
  created: z.int(),
  automatic: z.boolean().catch(false),
})

const accountSchema = z.object({
  id: z.string(),
  charges_enabled: z.boolean().catch(false),
  payouts_enabled: z.boolean().catch(false),
  requirements: z
    .object({
      currently_due: z.array(z.string()).nullish(),
      past_due: z.array(z.string()).nullish(),
      disabled_reason: z.string().nullish(),
    })
    .nullish()
    .catch(null),
})

const page = <T extends z.ZodType>(of: T) =>
  z.object({ data: z.array(of), has_more: z.boolean().catch(false) })
const transactions = page(transactionSchema)
const payouts = page(payoutSchema)

/** Reads an account's balance transactions and payouts. */
export function createStripeBooks(call: StripeClient['call']): GatewayBooks {
  async function allTransactions(filter: {
    created?: { gte: number; lt: number }
    payout?: string
  }): Promise<Movement[]> {
    const found = await allPages(after =>
      call(
        (stripe, to) =>
          stripe.balanceTransactions.list({ limit: PAGE, expand: ['data.source'], ...filter, ...after }, to),
        transactions,
      ),
    )
    return found.map(readMovement).toReversed()
  }

  return {
    movements: (from, to) => allTransactions({ created: seconds(from, to) }),
    async payouts(from, to) {
      const found = await allPages(after =>
        call(
          (stripe, options) =>
            stripe.payouts.list({ limit: PAGE, created: seconds(from, to), ...after }, options),
          payouts,
        ),
      )
      return found.map(readPayout).toReversed()
    },
    async movementsOf(payoutId) {
      const all = await allTransactions({ payout: payoutId })
      return all.filter(each => each.objectId !== payoutId)
    },
    async standing() {
      const account = await call(
        (stripe, to) => stripe.accounts.retrieveCurrent({}, to),
        accountSchema,
      ).catch(mustBeRefusal)
      return readStanding(account)
    },
  }
}

async function allPages<T extends { id: string }>(
  ask: (after: { starting_after?: string }) => Promise<{ data: T[]; has_more: boolean }>,
): Promise<T[]> {
  const found: T[] = []
  for (;;) {
    const last = found.at(-1)
    const next = await ask(last === undefined ? {} : { starting_after: last.id }).catch(mustBeRefusal)
    found.push(...next.data)
    if (!next.has_more || next.data.length === 0) return found
  }
}

function seconds(from: number, to: number): { gte: number; lt: number } {
  return { gte: Math.floor(from / 1000), lt: Math.floor(to / 1000) }
}

function readMovement(each: z.infer<typeof transactionSchema>): Movement {
  const source = each.source ?? null
  return {
    id: each.id,
    kind: KINDS[each.reporting_category] ?? 'other',
    attemptId: source?.metadata?.[ATTEMPT] ?? source?.payment_intent ?? null,
    objectId: source?.id ?? null,
    amountCents: each.amount,
    feeCents: each.fee,
    netCents: each.net,
    currency: each.currency.toUpperCase(),
    at: each.created * 1000,
  }
}

function readPayout(each: z.infer<typeof payoutSchema>): Payout {
  return {
    id: each.id,
    amountCents: each.amount,
    currency: each.currency.toUpperCase(),
    state: PAYOUTS[each.status] ?? 'unknown',
    arrivesAt: each.arrival_date * 1000,
    createdAt: each.created * 1000,
    isAutomatic: each.automatic,
  }
}

function readStanding(account: z.infer<typeof accountSchema>): AccountStanding {
  const { currently_due, past_due, disabled_reason } = account.requirements ?? {}
  const missing = [...new Set([...(past_due ?? []), ...(currently_due ?? [])])]
  return {
    accountId: account.id,
    takesPayments: account.charges_enabled,
    paysOut: account.payouts_enabled,
    missing: missing.length > 0 || !disabled_reason ? missing : [disabled_reason],
  }
}
