import type { z } from 'zod'
import { grantFor } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { paymentsAccountAsks } from '../../../shared/protocol/payments-account-asks.ts'
import {
  connectAccountAnswer,
  paymentsAccountAnswer,
  paymentsInstructions,
} from '../../../shared/protocol/sync.ts'
import type { Backend } from '../backend.ts'
import { AskRefusal, type Handlers } from './answer-question.ts'
import { relayAsker } from './ask-relay.ts'

/** The questions about the account at Stripe: the relay answers them, in the name of the logged-in admin. */
export function paymentsAccountHandlers(backend: Backend): Pick<Handlers, keyof typeof paymentsAccountAsks> {
  const ask = relayAsker(backend)
  function askRelay<S extends z.ZodType>(
    method: 'GET' | 'PUT' | 'POST',
    schema: S,
    body?: unknown,
    path = '/v1/payments-account',
  ) {
    if (grantFor(backend.user(), 'setup') === null)
      throw new AskRefusal(refuse('not-allowed', { right: 'setup' }))
    return ask(method, path, schema, body)
  }

  return {
    'payments-account.instructions': () => askRelay('GET', paymentsInstructions),
    async 'payments-account.enter'(keys) {
      const { account } = await askRelay('PUT', paymentsAccountAnswer, keys)
      // The change comes with the next pull: the screen asks for it now.
      backend.kick()
      return account
    },
    async 'payments-account.connect'(wish) {
      const at = '/v1/payments-account/connect'
      const { path, account } = await askRelay('POST', connectAccountAnswer, wish, at)
      backend.kick()
      return { url: `${backend.sync.state('relayUrl') ?? ''}/go${path}`, account }
    },
  }
}
