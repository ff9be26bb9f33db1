import type { OrderTotals } from '../../../shared/domain/order/order-totals.ts'
import { formatCents } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './order-form.module.css'

/** What the order comes to, live while someone types. */
export function OrderFooter({ totals, editable }: { totals: OrderTotals; editable: boolean }) {
  const words = useWords().orders
  const onlyFuel =
    totals.charges.length > 0 && totals.charges.every(charge => charge.kind === 'fuel' && charge.label === '')
  return (
    <div className={`${classes.card} ${classes.totals}`}>
      {editable && (
        <p className={classes.keys}>
          <Keys keys={words.keysHint.enter} does={words.keysHint.next} />
          <Keys keys="Alt ↑↓" does={words.keysHint.move} />
          <Keys keys={words.keysHint.delete} does={words.keysHint.remove} />
        </p>
      )}
      <Figure label={words.linesTotal} cents={totals.linesCents} />
      <Figure label={onlyFuel ? words.fuel : words.charges} cents={totals.chargesCents} />
      <Figure label={words.tax} cents={totals.taxCents} />
      <dl className={classes.total} style={{ margin: 0 }} aria-live="polite">
        <dt>{words.total}</dt>
        <dd data-total={totals.totalCents}>{formatCents(totals.totalCents)}</dd>
      </dl>
    </div>
  )
}

function Figure({ label, cents }: { label: string; cents: number }) {
  return (
    <dl style={{ margin: 0 }}>
      <dt>{label}</dt>
      <dd>{formatCents(cents)}</dd>
    </dl>
  )
}

function Keys({ keys, does }: { keys: string; does: string }) {
  return (
    <span>
      <kbd className="florin-kbd">{keys}</kbd> {does}
    </span>
  )
}
