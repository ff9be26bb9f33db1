import { Button, Modal } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import type { ExplainedRow } from '../../../shared/protocol/aging-asks.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import { FaultNotice } from '../fault-notice.tsx'
import { formatDate } from '../format-date.ts'
import { formatCents } from '../format-money.ts'
import classes from './explain.module.css'
import { type AskedNumber, useAskedNumbers } from './explain-number.ts'

/** Explains the number that was last asked about, wherever that was: the entries it is made of, and their sum. */
export function ExplainDialog() {
  const words = useWords()
  const { trail, back, close } = useAskedNumbers()
  const asked = trail.at(-1)
  return (
    <Modal opened={asked !== undefined} onClose={close} size={760} title={asked ? titleOf(asked, words) : ''}>
      {asked && <Explanation key={trail.length} asked={asked} />}
      {trail.length > 1 && (
        <Button
          variant="default"
          mt={14}
          leftSection={<IconArrowLeft size={15} aria-hidden />}
          onClick={back}
        >
          {words.explain.back}
        </Button>
      )}
    </Modal>
  )
}

function titleOf({ figure, bucket, customer, invoice }: AskedNumber, { explain: w }: Words): string {
  if (invoice) return w.ofInvoice(invoice.number)
  const what = bucket ? `${w.figures[figure]}, ${w.inBucket(bucket.label)}` : w.figures[figure]
  return `${what} · ${customer?.name ?? w.everyone}`
}

function Explanation({ asked }: { asked: AskedNumber }) {
  const words = useWords()
  const w = words.explain
  const { push, close } = useAskedNumbers()
  const { figure, bucket, customer, invoice, asOf } = asked
  const { data, error, refetch } = useAsk('explain.number', {
    figure,
    bucket: bucket?.place ?? 0,
    customerId: customer?.id ?? null,
    invoiceId: invoice?.id ?? null,
    asOf,
  })
  if (error) return <FaultNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <div className={classes.loading} aria-busy />

  const go = (path: string) => {
    close()
    navigate(path)
  }
  /** What a row leads to: deeper into the number, or to the document itself. */
  function follow(row: ExplainedRow): (() => void) | null {
    if (row.customerId) return () => push({ ...asked, customer: { id: row.customerId!, name: row.name } })
    if (row.kind === 'open-balances') return () => push({ ...asked, figure: 'open' })
    if (row.kind === 'open-credits') return () => push({ ...asked, figure: 'credits' })
    if (row.kind === 'pending-orders') return () => push({ ...asked, figure: 'pending' })
    if (row.paymentId) return () => go(pathTo('payment', { paymentId: row.paymentId! }))
    if (row.orderId) return () => go(pathTo('order', { orderId: row.orderId! }))
    if (!row.invoiceId) return null
    if (invoice) return () => go(pathTo('invoice', { invoiceId: row.invoiceId! }))
    return () => push({ ...asked, figure: 'open', invoice: { id: row.invoiceId!, number: row.number } })
  }

  return (
    <>
      <p className={classes.asOf}>{w.asOf(formatDate(asOf, 'long'))}</p>
      {data.rows.length === 0 ? (
        <p className="florin-mute">{w.nothing}</p>
      ) : (
        <Rows rows={data.rows} sumCents={data.totalCents} follow={follow} />
      )}
      {data.count > data.rows.length && <p className="florin-mute">{w.more(data.rows.length, data.count)}</p>}
    </>
  )
}

interface RowsProps {
  rows: readonly ExplainedRow[]
  sumCents: number
  follow(row: ExplainedRow): (() => void) | null
}

function Rows({ rows, sumCents, follow }: RowsProps) {
  const w = useWords().explain
  const isDated = rows.some(row => row.on !== '')
  const isDue = rows.some(row => row.dueOn !== '')
  const isReferenced = rows.some(row => row.reference !== '')
  const columns = 2 + Number(isDated) + Number(isDue) + Number(isReferenced)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <section className={classes.scroll} tabIndex={0} aria-label={w.what}>
      <table className={classes.table}>
        <thead>
          <tr>
            {isDated && <th>{w.date}</th>}
            <th>{w.what}</th>
            {isReferenced && <th>{w.reference}</th>}
            {isDue && <th>{w.due}</th>}
            <th className={classes.amount}>{w.amount}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => {
            const go = follow(row)
            const name = row.kind === 'customer' ? row.name : [w.kinds[row.kind], row.number].join(' ').trim()
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of one answer stay in their places
              <tr key={at}>
                {isDated && <td className={classes.quiet}>{formatDate(row.on)}</td>}
                <td>
                  {go ? (
                    <button type="button" className={classes.link} onClick={go}>
                      {name}
                    </button>
                  ) : (
                    name
                  )}
                  {row.kind === 'customer' && <span className={classes.code}>{row.number}</span>}
                </td>
                {isReferenced && <td className={classes.quiet}>{row.reference}</td>}
                {isDue && <td className={classes.quiet}>{formatDate(row.dueOn)}</td>}
                <td className={classes.amount}>{formatCents(row.amountCents)}</td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={columns - 1}>
              {w.sum}
            </th>
            <td className={classes.amount}>{formatCents(sumCents)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
