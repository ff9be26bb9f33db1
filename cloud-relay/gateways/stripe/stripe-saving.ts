import { z } from 'zod'
import type { GatewaySaving } from '../gateway.ts'
import { REFERENCE } from './read-attempt.ts'
import { mustBeRefusal, rejected, type StripeClient, StripeRefused } from './stripe-client.ts'

const created = z.object({ id: z.string().min(1) })

/** Customers at Stripe, and the methods attached to them. Nothing about them is told to Stripe but our own id. */
export function createStripeSaving(call: StripeClient['call']): GatewaySaving {
  return {
    async createHolder({ reference, idempotencyKey }) {
      const customer = await call(
        (stripe, to) => stripe.customers.create({ metadata: { [REFERENCE]: reference } }, to),
        created,
        idempotencyKey,
      ).catch(mustBeRefusal)
      return customer.id
    },

    async forget(methodId) {
      try {
        await call((stripe, to) => stripe.paymentMethods.detach(methodId, {}, to), created)
      } catch (error) {
        // Stripe refuses to detach what it does not have, or has detached before.
        const isGone = error instanceof StripeRefused && [400, 404].includes(error.refusal.status)
        if (!isGone) throw rejected(error)
      }
    },
  }
}
