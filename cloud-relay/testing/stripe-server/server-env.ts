import type { HttpBindings } from '@hono/node-server'
import type { Param } from './form.ts'
import type { StripeAccount } from './stripe-account.ts'

/** What each request of the stand-in carries. */
export type ServerEnv = {
  Bindings: HttpBindings
  Variables: { account: StripeAccount; params: Record<string, Param> }
}
