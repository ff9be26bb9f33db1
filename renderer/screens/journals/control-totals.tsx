import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import type { Journal } from '../../../shared/domain/collections/journal-entries.ts'
import type { JournalFigures } from '../../../shared/protocol/journal-asks.ts'
import { formatCents } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './journals.module.css'

interface ControlTotalsProps {
  journal: Journal
  figures: JournalFigures
  /** Of own customers only: nothing is claimed of the others'. */
  isPart: boolean
}

/** What the file will come to, by kind of entry, and whether both journals agree with what customers owe. */
export function ControlTotals({ journal, figures, isPart }: ControlTotalsProps) {
  const w = useWords().journals
  const { count, lineCount, debitsCents, creditsCents, receivableCents } = figures
  const { otherReceivableCents, balanceChangeCents } = figures
  const agrees = receivableCents + otherReceivableCents === balanceChangeCents
  return (
    <section className={classes.card} aria-label={w.totals}>
      <h2>{w.totals}</h2>
      <dl className={classes.figures}>
        <Figure name={w.entries} text={count.toLocaleString('en-US')} />
        <Figure name={w.lines} text={lineCount.toLocaleString('en-US')} />
        <Figure name={w.debits} text={formatCents(debitsCents)} />
        <Figure name={w.credits} text={formatCents(creditsCents)} />
      </dl>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{w.kind}</th>
            <th scope="col" className={classes.right}>
              {w.count}
            </th>
            <th scope="col" className={classes.right}>
              {w.receivables}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.kinds.map(each => (
            <tr key={each.kind}>
              <td>{w.kinds[each.kind]}</td>
              <td className={classes.right}>{each.count.toLocaleString('en-US')}</td>
              <td className={classes.right}>{formatCents(each.receivableCents)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Sum name={w.inAll} cents={receivableCents} />
          <Sum name={w.other[journal]} cents={otherReceivableCents} />
          <Sum name={isPart ? w.changeOfOwn : w.change} cents={balanceChangeCents} />
        </tfoot>
      </table>
      <p className={agrees ? classes.agrees : classes.differs}>
        {agrees ? <IconCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
        {agrees ? (isPart ? w.agreesOfOwn : w.agrees) : w.differs}
      </p>
    </section>
  )
}

function Figure({ name, text }: { name: string; text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  )
}

function Sum({ name, cents }: { name: string; cents: number }) {
  return (
    <tr>
      <th scope="row" colSpan={2}>
        {name}
      </th>
      <td className={classes.right}>{formatCents(cents)}</td>
    </tr>
  )
}
