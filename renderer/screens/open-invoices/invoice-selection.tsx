import { sumCents } from '../../../shared/domain/money.ts'
import type { InvoiceListRow } from '../../../shared/protocol/list-rows.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { SelectedMore } from '../../parts/list-grid.tsx'
import { BarButton, SelectionBar } from '../../parts/selection-bar.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import type { InvoiceDeeds } from './invoice-row-menu.tsx'

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
  const customers = new Set(selected.map(row => row.customerId)).size
  const whyNoPayment = whyNot('payments.receive') ?? (customers > 1 ? w.oneCustomerOnly : undefined)
  const whyNoLinks = whyNot('receivables.send')
  const whyNoMail = whyNot('documents.email')
  const openCents = sumCents(selected.map(row => row.openCents))
  const receive = () => {
    const invoices = selected.map(row => row.invoiceId).join(',')
    navigate(pathTo('receivePayment', {}, { customer: first.customerId, invoices }))
  }

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
      <BarButton reason={whyNoPayment} onClick={receive}>
        {w.receivePayment}
      </BarButton>
      <BarButton
        reason={whyNoPayment}
        onClick={() =>
          onPhone({
            customerId: first.customerId,
            invoiceIds: selected.map(row => row.invoiceId),
            openCents,
          })
        }
      >
        {phone.action}
      </BarButton>
      {selected.length === 1 && (
        <BarButton reason={whyNoMail} onClick={() => onEmail(first.invoiceId)}>
          {w.email}
        </BarButton>
      )}
      <BarButton primary reason={whyNoLinks} onClick={() => onSendLinks(selected.map(row => row.invoiceId))}>
        {sending.sendLinks}
      </BarButton>
    </SelectionBar>
  )
}
