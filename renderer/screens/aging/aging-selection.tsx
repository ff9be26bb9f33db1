import { sumCents } from '../../../shared/domain/money.ts'
import type { AgingListRow } from '../../../shared/protocol/aging-asks.ts'
import { formatCents } from '../../parts/format-money.ts'
import { BarButton, SelectionBar } from '../../parts/selection-bar.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import type { RunWay } from './statement-run.ts'

/** What can be done with the selected customers; nothing while none is. */
export function AgingSelection({
  selected,
  onClear,
  onRun,
}: {
  selected: readonly AgingListRow[]
  onClear(): void
  onRun(way: RunWay): void
}) {
  const w = useWords().aging
  const whyNoMail = useWhyNot()('receivables.send')
  if (selected.length === 0) return null
  return (
    <SelectionBar
      title={w.selected(selected.length)}
      summary={w.net(formatCents(sumCents(selected.map(row => row.netCents))))}
      onClear={onClear}
      reasons={[whyNoMail]}
    >
      <BarButton onClick={() => onRun('print')}>{w.print}</BarButton>
      <BarButton onClick={() => onRun('folder')}>{w.toFolder}</BarButton>
      <BarButton primary reason={whyNoMail} onClick={() => onRun('mail')}>
        {w.emailStatement}
      </BarButton>
    </SelectionBar>
  )
}
