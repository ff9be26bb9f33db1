import { BUCKETS } from '../../../shared/domain/collections/age-bucket.ts'
import type { StatementLine } from '../../../shared/domain/collections/statement.ts'
import type { Figure, StatementView } from '../../../shared/protocol/aging-asks.ts'
import { pathTo } from '../../app/router.ts'
import { FigureButton } from '../../parts/explain/figure-button.tsx'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents, formatMoney } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './aging.module.css'
import type { StatementCustomer } from './statement-run.ts'

/** A statement as its paper lists it, with every figure and document to follow. */
export function StatementPaper({ view, customer }: { view: StatementView; customer: StatementCustomer }) {
  const words = useWords()
  const w = words.aging
  const { statement, currency } = view
  const { aging, lines, on, kind } = statement
  const figure = (of: Figure, cents: number, bucket?: { place: number; label: string }) => (
    <FigureButton
      asked={{
        figure: of,
        asOf: on,
        customer: { id: customer.customerId, name: customer.name },
        ...(bucket && { bucket }),
      }}
    >
      {formatCents(cents)}
    </FigureButton>
  )
  const closing = kind === 'all-transactions' ? w.closingOfInvoices : w.closing
  return (
    <>
      <dl className={classes.cells}>
        {BUCKETS[aging.basis].map((label, place) => (
          <div key={label}>
            <dt>{label === 'current' ? w.current : label}</dt>
            <dd>{figure('bucket', aging.bucketCents[place]!, { place, label })}</dd>
          </div>
        ))}
        <div>
          <dt>{w.pastDue}</dt>
          <dd className={aging.pastDueCents > 0 ? 'florin-red' : undefined}>
            {figure('past-due', aging.pastDueCents)}
          </dd>
        </div>
        <div>
          <dt>{w.openCredits}</dt>
          <dd>{figure('credits', aging.openCreditsCents)}</dd>
        </div>
        <div>
          <dt>{w.total}</dt>
          <dd className={classes.strong}>{figure('net', aging.netCents)}</dd>
        </div>
      </dl>
      {aging.netCents + view.heldCents < 0 && (
        <p className={classes.credit}>{w.netCredit(formatMoney(-aging.netCents, currency))}</p>
      )}
      {view.heldCents > 0 && (
        <p className={classes.credit}>{w.heldOfCredits(formatMoney(view.heldCents, currency))}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <section className={classes.paper} tabIndex={0} aria-label={w.statementOf(customer.name)}>
        <table className={classes.lines}>
          <thead>
            <tr>
              <th>{w.date}</th>
              <th>{w.description}</th>
              <th>{w.reference}</th>
              <th>{w.due}</th>
              <th className={classes.number}>{w.amount}</th>
              <th className={classes.number}>{w.runningTotal}</th>
            </tr>
          </thead>
          <tbody>
            {lines.length === 0 && (
              <tr>
                <td colSpan={6} className={classes.quiet}>
                  {w.nothingListed}
                </td>
              </tr>
            )}
            {lines.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one statement stay in their places
              <tr key={at} className={line.kind === 'opening' ? classes.opening : undefined}>
                <td className={classes.quiet}>{formatDate(line.on)}</td>
                <td>
                  <DocumentLink line={line} />
                </td>
                <td className={classes.quiet}>{line.reference}</td>
                <td className={classes.quiet}>{formatDate(line.dueOn)}</td>
                <td className={classes.number}>{formatCents(line.amountCents)}</td>
                <td className={classes.number}>{formatCents(line.runningCents)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={5}>
                {closing(formatDate(on, 'long'))}
              </th>
              <td className={classes.number}>{formatCents(statement.closingCents)}</td>
            </tr>
          </tfoot>
        </table>
      </section>
    </>
  )
}

function DocumentLink({ line: { kind, number, invoiceId, paymentId } }: { line: StatementLine }) {
  const { kinds } = useWords().explain
  const text = `${kinds[kind === 'opening' && number !== '' ? 'invoice' : kind]} ${number}`.trim()
  if (paymentId) return <a href={`#${pathTo('payment', { paymentId })}`}>{text}</a>
  return invoiceId ? <a href={`#${pathTo('invoice', { invoiceId })}`}>{text}</a> : text
}
