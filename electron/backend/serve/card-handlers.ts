import { refuseByPhone } from '../../../shared/domain/payment-link/refuse-by-phone.ts'
import type { AskedByPhone } from '../../../shared/domain/payment-link/take-by-phone.ts'
import { grantFor } from '../../../shared/domain/permissions.ts'
import { type Refusal, refuse } from '../../../shared/domain/rejections.ts'
import type { View } from '../../../shared/domain/view.ts'
import type { cardAsks } from '../../../shared/protocol/card-asks.ts'
import { keptMethodsAnswer, phonePageAnswer } from '../../../shared/protocol/sync.ts'
import type { Backend } from '../backend.ts'
import { storedView } from '../store/queries/stored-view.ts'
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
    async 'cards.phone-page'(asked) {
      const view = storedView(backend.context(null))
      const refusal = refuseByPhone(backend.user(), asked, view)
      if (refusal) throw new AskRefusal(refusal)
      const { path, linkId } = await pageFor(asked).catch(error => {
        throw asMeant(error, asked, view)
      })
      if (path === null) throw new AskRefusal(nothingToCharge(asked, view))
      return { url: `${backend.sync.state('relayUrl') ?? ''}/go${path}`, linkId }
    },
  }

  /** Relays from before orders know no `orderId`: it goes out only where it is one. */
  function pageFor({ customerId, invoiceIds, orderId }: AskedByPhone) {
    const body = { customerId, invoiceIds, ...(orderId !== null && { orderId }) }
    return askRelay('POST', '/v1/phone-page', phonePageAnswer, body)
  }

  /** What the relay's refusal is about: whose customer it is by now, or that it is older than the question. */
  function asMeant(error: unknown, asked: AskedByPhone, view: View): unknown {
    if (!(error instanceof AskRefusal)) return error
    const { code } = error.refusal
    if (code === 'invalid' && asked.orderId !== null) return new AskRefusal(refuse('relay-before-orders'))
    if (code !== 'not-allowed') return error
    if (grantFor(backend.user(), 'payments.receive') === 'all')
      return new AskRefusal(refuse('not-allowed', { right: 'payments.receive' }))
    return new AskRefusal(refuse('not-your-customer', { customer: customerName(asked, view) }))
  }
}

function nothingToCharge(asked: AskedByPhone, view: View): Refusal {
  if (asked.orderId !== null)
    return refuse('order-not-charged', { number: view.get('orders', asked.orderId)?.number ?? '' })
  return refuse('links-not-offered', { customer: customerName(asked, view), reason: 'nothing-due' })
}

function customerName({ customerId }: AskedByPhone, view: View): string {
  return view.get('customers', customerId)?.name ?? ''
}
