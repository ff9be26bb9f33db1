import type { PaymentView } from '../../../shared/protocol/document-views.ts'
import { formatCents } from '../../parts/format-money.ts'
import { PanelSection } from '../../parts/panel.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { appliedInvoices } from './applied-invoices.ts'
import { AppliedRows } from './applied-rows.tsx'

/** The invoices a payment is applied to, each with every entry, and the way to take it off again. */
export function PaymentApplications({ view }: { view: PaymentView }) {
  const whyNot = useWhyNot()
  const words = useWords()
  const w = words.payments
  const invoices = appliedInvoices(view.applications)
  return (
    <PanelSection title={w.applications}>
      {invoices.length === 0 && <span className="florin-mute">{w.noApplications}</span>}
      <AppliedRows
        paymentId={view.payment.id}
        invoices={invoices}
        canTakeOff={view.payment.status === 'posted'}
        whyNotTakeOff={whyNot('payments.receive')}
        words={w}
        beside={({ discountCents }) =>
          discountCents > 0 ? `${words.paymentActions.discount} ${formatCents(discountCents)}` : ''
        }
      />
    </PanelSection>
  )
}
