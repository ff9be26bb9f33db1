import { sumCents } from '../../../shared/domain/money.ts'
import type { PaymentListRow } from '../../../shared/protocol/list-rows.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { formatCents } from '../../parts/format-money.ts'
import { BarButton, SelectionBar } from '../../parts/selection-bar.tsx'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { deedsOf } from './payment-actions.tsx'

const SHOWN = ['refund', 'edit', 'nsf', 'chargeback', 'void', 'email', 'print'] as const

/** What can be done with the selected entry; nothing while none is. */
export function PaymentSelection({ selected }: { selected: readonly PaymentListRow[] }) {
  const words = useWords()
  const w = words.paymentActions
  const rights = {
    receive: useRight('payments.receive'),
    reverse: useRight('payments.reverse'),
    email: useRight('documents.email'),
  }
  const [first] = selected
  if (!first) return null
  const reason = selected.length > 1 ? w.oneOnly : undefined
  const deeds = deedsOf(first, rights)
  const sum = formatCents(sumCents(selected.map(row => row.totalCents)))
  const go = (deed: string) =>
    navigate(pathTo('payment', { paymentId: first.paymentId }, deed === '' ? {} : { do: deed }))
  return (
    <SelectionBar title={w.selected(selected.length)} summary={w.selectedSum(sum)} reasons={[reason]}>
      {SHOWN.filter(deed => deeds.includes(deed)).map(deed => (
        <BarButton key={deed} reason={reason} onClick={() => go(deed)}>
          {deed === 'refund' ? `${w.refundConfirm}…` : w.deed[deed]}
        </BarButton>
      ))}
      <BarButton primary reason={reason} onClick={() => go('')}>
        {w.open}
      </BarButton>
    </SelectionBar>
  )
}
