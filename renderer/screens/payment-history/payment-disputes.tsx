import type { DisputeRow } from '../../../shared/domain/dispute/dispute-row.ts'
import { formatInstant } from '../../parts/format-date.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { PanelRow, PanelSection } from '../../parts/panel.tsx'
import { MarkTag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import { disputeMark } from './entry-mark.ts'

/** The disputes of a payment: what for, until when evidence is taken, and how each stands. */
export function PaymentDisputes({ disputes }: { disputes: readonly DisputeRow[] }) {
  const w = useWords().disputes
  if (disputes.length === 0) return null
  return (
    <PanelSection title={w.title}>
      {disputes.map(each => {
        const isWaiting = each.state === 'inquiry' || each.state === 'open'
        const money = (cents: number) => formatMoney(cents, each.currency)
        return (
          <PanelRow
            key={each.id}
            left={
              <>
                {capitalized(w.reason(each.reason))} <MarkTag mark={disputeMark(w, each.state)} />
              </>
            }
            right={money(each.amountCents)}
            beneath={[
              w.sentences[each.state],
              isWaiting && each.dueAt !== null ? w.due(formatInstant(each.dueAt)) : '',
              each.feeCents > 0 ? w.fee(money(each.feeCents)) : '',
              formatInstant(each.closedAt ?? each.openedAt),
              each.reference,
            ]
              .filter(text => text !== '')
              .join(' · ')}
          />
        )
      })}
    </PanelSection>
  )
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
