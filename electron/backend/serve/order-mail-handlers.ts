import { fillTemplate } from '../../../shared/domain/mail/fill-template.ts'
import { noManualLinkReason } from '../../../shared/domain/payment-link/link-offer.ts'
import { grantFor } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import { newId } from '../../../shared/lib/ids.ts'
import type { OrderMailAnswers } from '../../../shared/protocol/order-mail-asks.ts'
import type { Backend } from '../backend.ts'
import { invoiceMailValues } from '../documents/mail-start.ts'
import { DeskFault } from '../session/desk-session.ts'
import { orderAsked, ordersMailDraft } from '../store/queries/orders-mail-draft.ts'
import { AskRefusal, type Handlers } from './answer-question.ts'

/** The questions about mailing pending orders, answered from one backend. */
export function orderMailHandlers(backend: Backend): Pick<Handlers, keyof OrderMailAnswers> {
  const fresh = () => newId(backend.ports.clock, backend.ports.random)

  function documents() {
    const right = 'documents.email'
    if (grantFor(backend.user(), right) === null) throw new AskRefusal(refuse('not-allowed', { right }))
    return backend.context(right)
  }

  return {
    'orders.mail-draft': ({ orderId }) => found(ordersMailDraft(documents(), orderId)),
    async 'orders.confirmation-pdf'({ orderId }) {
      const { orderPdf } = await import('../documents/order-pdf.ts')
      return found(await orderPdf(documents(), orderId))
    },
    'orders.send'({ commandId, orderId, withLink, recipients, subject, message }) {
      const q = documents()
      const { customer, asked } = found(orderAsked(q, orderId))
      const hasLink = withLink && noManualLinkReason(q.company, customer, asked) === null
      const values = invoiceMailValues(q.company, customer, asked)
      const given = backend.ledger.give({
        commandId,
        name: 'order.email',
        userId: backend.user().id,
        payload: {
          orderId,
          recipients: recipients.map(address => ({ mailId: fresh(), address })),
          subject: fillTemplate(subject, values),
          message: fillTemplate(message, values),
          linkId: hasLink ? fresh() : null,
        },
      })
      if ('refusal' in given) throw new AskRefusal(given.refusal)
      backend.kick()
      return { recipients, withLink: hasLink }
    },
  }
}

function found<T>(value: T | null): T {
  if (value === null) throw new DeskFault('not-found')
  return value
}
