import { grantFor } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import { keptMethodsAnswer } from '../../../shared/protocol/sync.ts'
import type { Backend } from '../backend.ts'
import { AskRefusal, type Handlers } from './answer-question.ts'
import type { AskRelay } from './ask-relay.ts'

/** The questions about kept cards and bank accounts: they are at the relay alone, which answers for the user's customers. */
export function keptMethodHandlers(
  backend: Backend,
  askRelay: AskRelay,
): Pick<Handlers, 'customers.kept-methods' | 'customers.remove-kept-method'> {
  async function kept(customerId: string, removeId: string | null) {
    if (grantFor(backend.user(), 'customers.edit') === null)
      throw new AskRefusal(refuse('not-allowed', { right: 'customers.edit' }))
    const body = { customerId, removeId }
    return (await askRelay('POST', '/v1/kept-methods', keptMethodsAnswer, body)).methods
  }

  return {
    'customers.kept-methods': ({ customerId }) => kept(customerId, null),
    'customers.remove-kept-method': ({ customerId, methodId }) => kept(customerId, methodId),
  }
}
