import type { HomeAging } from '../../../shared/protocol/home-asks.ts'
import { formatCents, formatMoney } from '../../parts/format-money.ts'
import { useCurrency } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { drillToInvoices } from './drill.ts'
import { FigureCard } from './figure-card.tsx'
import classes from './home.module.css'

const COLORS = ['var(--aging-1)', 'var(--aging-2)', 'var(--aging-3)', 'var(--aging-4)']

/** What all customers owe by age: a table whose bars are the chart. Each bucket opens its invoices. */
export function AgingFigure({ aging }: { aging: HomeAging }) {
  const words = useWords()
  const w = words.home
  const currency = useCurrency()
  const most = Math.max(1, ...aging.buckets.map(bucket => bucket.openCents))
  const steps = aging.buckets.length - 1
  const colorOf = (place: number) => COLORS[Math.min(3, Math.round((place * 3) / steps))]
  return (
    <FigureCard
      title={w.aging}
      sum={formatMoney(aging.openCents, currency)}
      hint={words.invoices.agingBy[aging.basis]}
    >
      <table className={classes.table}>
        <thead className={classes.unseen}>
          <tr>
            <th scope="col">{w.age}</th>
            <th scope="col">{w.share}</th>
            <th scope="col">{w.invoices}</th>
            <th scope="col">{w.open}</th>
          </tr>
        </thead>
        <tbody>
          {aging.buckets.map((bucket, place) => (
            <tr key={bucket.label}>
              <th scope="row" className={classes.label}>
                <button
                  type="button"
                  className={classes.drill}
                  onClick={() => drillToInvoices({ bucket: place })}
                >
                  {bucket.label === 'current' ? w.current : w.days(bucket.label)}
                </button>
              </th>
              <td className={classes.track}>
                <i
                  aria-hidden
                  style={{ width: `${(bucket.openCents / most) * 100}%`, background: colorOf(place) }}
                />
                <span className={classes.unseen}>
                  {w.percent(shareOf(bucket.openCents, aging.openCents))}
                </span>
              </td>
              <td className={classes.mute}>{w.invoiceCount(bucket.count)}</td>
              <td className={classes.number}>{formatCents(bucket.openCents)}</td>
            </tr>
          ))}
        </tbody>
        {aging.creditsCents > 0 && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={3} className={classes.label}>
                {w.openCredits}
              </th>
              <td className={classes.number}>{formatCents(aging.creditsCents)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </FigureCard>
  )
}

function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 100)
}
