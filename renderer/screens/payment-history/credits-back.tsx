import type { RelatedPayments } from '../../../shared/protocol/payment-asks.ts'
import { formatCents } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'

/** The rows of a list that say which credits are open credits again once a payment is taken back or voided. */
export function CreditsBack({ credits }: { credits: RelatedPayments['creditsUsed'] }) {
  const w = useWords().paymentActions
  return credits.map(({ paymentId, number, invoiceNumber, amountCents }) => (
    <li key={`${paymentId} ${invoiceNumber}`}>
      {w.creditBack(number, formatCents(amountCents), invoiceNumber)}
    </li>
  ))
}
