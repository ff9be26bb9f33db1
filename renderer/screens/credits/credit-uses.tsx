import type { CreditView } from '../../../shared/protocol/credits-asks.ts'
import { pathTo } from '../../app/router.ts'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import { PanelRow, PanelSection } from '../../parts/panel.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { appliedInvoices } from '../payment-history/applied-invoices.ts'
import { AppliedRows } from '../payment-history/applied-rows.tsx'

/** The invoices an approved credit lowers, each with every entry, and what of it was refunded. */
export function CreditUses({ view }: { view: CreditView }) {
  const w = useWords().credits
  const whyNot = useWhyNot()
  const { entry, refunds } = view
  const invoices = appliedInvoices(view.applications)
  return (
    <PanelSection title={w.uses}>
      {invoices.length === 0 && <span className="florin-mute">{entry === null ? w.notYet : w.noUses}</span>}
      {entry !== null && (
        <AppliedRows
          paymentId={entry.id}
          invoices={invoices}
          canTakeOff
          whyNotTakeOff={whyNot('payments.receive')}
          words={w}
        />
      )}
      {refunds.map(refund => (
        <PanelRow
          key={refund.id}
          left={
            <>
              {w.refunds} <a href={`#${pathTo('payment', { paymentId: refund.id })}`}>{refund.number}</a>
            </>
          }
          right={formatCents(-refund.totalCents)}
          beneath={formatDate(refund.receivedOn)}
        />
      ))}
    </PanelSection>
  )
}
