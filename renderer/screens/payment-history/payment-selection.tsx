import { sumCents } from '../../../shared/domain/money.ts'
import type { PaymentListRow } from '../../../shared/protocol/list-rows.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { formatCents } from '../../parts/format-money.ts'
import { BarButton, SelectionBar } from '../../parts/selection-bar.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { deedsOf, RIGHT_OF } from './payment-actions.tsx'

const SHOWN = ['refund', 'edit', 'nsf', 'chargeback', 'void', 'email', 'print'] as const

/** What can be done with the selected entry; nothing while none is. */
export function PaymentSelection({
  selected,
  onClear,
}: {
  selected: readonly PaymentListRow[]
  onClear(): void
}) {
  const words = useWords()
  const w = words.paymentActions
  const whyNot = useWhyNot()
  const [first] = selected
  if (!first) return null
  const reason = selected.length > 1 ? w.oneOnly : undefined
  const deeds = deedsOf(first)
  const whyNoDeed = (deed: (typeof SHOWN)[number]) => {
    const right = RIGHT_OF[deed]
    return (right && whyNot(right)) ?? reason
  }
  const shown = SHOWN.filter(deed => deeds.includes(deed))
  const sum = formatCents(sumCents(selected.map(row => row.totalCents)))
  const go = (deed: string) =>
    navigate(pathTo('payment', { paymentId: first.paymentId }, deed === '' ? {} : { do: deed }))
  return (
    <SelectionBar
      title={w.selected(selected.length)}
      summary={w.selectedSum(sum)}
      onClear={onClear}
      reasons={[reason, ...shown.map(whyNoDeed)]}
    >
      {shown.map(deed => (
        <BarButton key={deed} reason={whyNoDeed(deed)} onClick={() => go(deed)}>
          {deed === 'refund' ? `${w.refundConfirm}…` : w.deed[deed]}
        </BarButton>
      ))}
      <BarButton primary reason={reason} onClick={() => go('')}>
        {w.open}
      </BarButton>
    </SelectionBar>
  )
}
