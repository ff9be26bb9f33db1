import type { z } from 'zod'
import { grantFor } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import { paymentsAccountAnswer, paymentsInstructions } from '../../../shared/protocol/sync.ts'
import type { Backend } from '../backend.ts'
import { AskRefusal, type Handlers } from './answer-question.ts'
import { relayAsker } from './ask-relay.ts'

/** The questions about the account at Stripe: the relay answers them, in the name of the logged-in admin. */
export function paymentsAccountHandlers(
  backend: Backend,
): Pick<Handlers, 'payments-account.instructions' | 'payments-account.enter'> {
  const ask = relayAsker(backend)
  function askRelay<S extends z.ZodType>(method: 'GET' | 'PUT', schema: S, body?: unknown) {
    if (grantFor(backend.user(), 'setup') === null)
      throw new AskRefusal(refuse('not-allowed', { right: 'setup' }))
    return ask(method, '/v1/payments-account', schema, body)
  }

  return {
    'payments-account.instructions': () => askRelay('GET', paymentsInstructions),
    async 'payments-account.enter'(keys) {
      const { account } = await askRelay('PUT', paymentsAccountAnswer, keys)
      // The change comes with the next pull: the screen asks for it now.
      backend.kick()
      return account
    },
  }
}
