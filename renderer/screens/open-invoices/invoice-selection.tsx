import { sumCents } from '../../../shared/domain/money.ts'
import type { InvoiceListRow } from '../../../shared/protocol/list-rows.ts'
import { navigate } from '../../app/router.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { SelectedMore } from '../../parts/list-grid.tsx'
import { BarButton, SelectionBar } from '../../parts/selection-bar.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import type { InvoiceDeeds } from './invoice-row-menu.tsx'
import { useSelectedDeeds } from './use-selected-deeds.ts'

/** What can be done with the selected invoices; there is at least one. */
export function InvoiceSelection({
  selected,
  more,
  onEmail,
  onPhone,
  onSendLinks,
}: { selected: readonly InvoiceListRow[]; more: SelectedMore } & InvoiceDeeds) {
  const { invoices: w, sending, phone } = useWords()
  const whyNot = useWhyNot()
  const first = selected[0]!
  const { invoiceIds, customers, receivePath, whyNoPayment, whyNoLinks } = useSelectedDeeds(selected)
  const whyNoMail = whyNot('documents.email')
  const openCents = sumCents(selected.map(row => row.openCents))

  return (
    <SelectionBar
      title={w.selected(selected.length)}
      summary={[
        w.selectionOf(w.customers(customers), formatCents(openCents)),
        more.outOfSight > 0 && w.outOfSight(more.outOfSight),
      ]
        .filter(Boolean)
        .join(' · ')}
      onClear={more.clear}
      reasons={[whyNoPayment, whyNoLinks]}
    >
      <BarButton reason={whyNoPayment} onClick={() => navigate(receivePath)}>
        {w.receivePayment}
      </BarButton>
      <BarButton
        reason={whyNoPayment}
        onClick={() => onPhone({ customerId: first.customerId, invoiceIds, openCents })}
      >
        {phone.action}
      </BarButton>
      {selected.length === 1 && (
        <BarButton reason={whyNoMail} onClick={() => onEmail(first.invoiceId)}>
          {w.email}
        </BarButton>
      )}
      <BarButton primary reason={whyNoLinks} onClick={() => onSendLinks(invoiceIds)}>
        {sending.sendLinks}
      </BarButton>
    </SelectionBar>
  )
}
