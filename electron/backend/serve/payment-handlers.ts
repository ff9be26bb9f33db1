import { grantFor, type Permission } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { paymentAsks } from '../../../shared/protocol/payment-asks.ts'
import type { Backend } from '../backend.ts'
import { financeChargesPreview } from '../store/queries/finance-charges-preview.ts'
import { paymentsReceiptDraft, paymentsRelated } from '../store/queries/payments-related.ts'
import { paymentsTwin } from '../store/queries/payments-twin.ts'
import { AskRefusal, type Handlers } from './answer-question.ts'
import { found } from './found.ts'
import { linkMoneyHandlers } from './link-money-handlers.ts'

/** The questions about what happens to payments after they came in, and about finance charges. */
export function paymentHandlers(backend: Backend): Pick<Handlers, keyof typeof paymentAsks> {
  function withRight(right: Permission) {
    if (grantFor(backend.user(), right) === null) throw new AskRefusal(refuse('not-allowed', { right }))
    return backend.context(right)
  }
  return {
    ...linkMoneyHandlers(() => withRight('receivables.view')),
    'payments.related': ({ paymentId }) => found(paymentsRelated(withRight('receivables.view'), paymentId)),
    'payments.twin': signs => paymentsTwin(withRight('receivables.view'), signs),
    async 'payments.receipt-pdf'({ paymentId }) {
      // Loaded when first asked for, as for invoices.
      const { receiptPdf } = await import('../documents/receipt-pdf.ts')
      return found(await receiptPdf(withRight('receivables.view'), paymentId))
    },
    'payments.receipt-draft'({ paymentId }) {
      withRight('documents.email')
      return found(paymentsReceiptDraft(withRight('receivables.view'), paymentId))
    },
    'finance-charges.preview': input => financeChargesPreview(withRight('finance-charges'), input),
  }
}
