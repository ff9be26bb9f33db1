import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { grantFor } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { cardAsks } from '../../../shared/protocol/card-asks.ts'
import { keptMethodsAnswer, phonePageAnswer } from '../../../shared/protocol/sync.ts'
import type { Backend } from '../backend.ts'
import { AskRefusal, type Handlers } from './answer-question.ts'
import type { AskRelay } from './ask-relay.ts'

/** The questions about cards: the relay alone has what is kept and the page where one is typed, and answers for the user's customers. */
export function cardHandlers(backend: Backend, askRelay: AskRelay): Pick<Handlers, keyof typeof cardAsks> {
  async function kept(customerId: string, removeId: string | null) {
    if (grantFor(backend.user(), 'customers.edit') === null)
      throw new AskRefusal(refuse('not-allowed', { right: 'customers.edit' }))
    const body = { customerId, removeId }
    return (await askRelay('POST', '/v1/kept-methods', keptMethodsAnswer, body)).methods
  }

  return {
    'customers.kept-methods': ({ customerId }) => kept(customerId, null),
    'customers.remove-kept-method': ({ customerId, methodId }) => kept(customerId, methodId),
    async 'invoices.phone-page'(asked) {
      if (grantFor(backend.user(), 'payments.receive') === null)
        throw new AskRefusal(refuse('not-allowed', { right: 'payments.receive' }))
      const { path } = await askRelay('POST', '/v1/phone-page', phonePageAnswer, asked)
      if (path === null) {
        const { rows } = backend.context(null)
        if (asked.orderId) {
          const order = rows.answer({ kind: 'row', table: 'orders', id: asked.orderId }) as OrderRow | null
          throw new AskRefusal(refuse('order-not-charged', { number: order?.number ?? '' }))
        }
        const read = { kind: 'row' as const, table: 'customers' as const, id: asked.customerId }
        const customer = rows.answer(read) as CustomerRow | null
        const params = { customer: customer?.name ?? '', reason: 'nothing-due' }
        throw new AskRefusal(refuse('links-not-offered', params))
      }
      return { url: `${backend.sync.state('relayUrl') ?? ''}/go${path}` }
    },
  }
}
