import type { NumberedDocument } from '../../../shared/protocol/numbers-asks.ts'
import type { Series } from '../../../shared/protocol/sync.ts'
import { pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import { StatusTag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import { CustomerLink } from '../customers/customer-link.tsx'
import classes from './numbers.module.css'

interface RangeDocumentsProps {
  series: Series
  firstNumber: number
  lastNumber: number
}

/** The documents that carry the numbers of a range, as this computer has them. */
export function RangeDocuments({ series, firstNumber, lastNumber }: RangeDocumentsProps) {
  const words = useWords()
  const w = words.numbers
  const { data, error, refetch } = useAsk('numbers.documents', { series, firstNumber, lastNumber })
  if (error) return <FaultNotice error={error} onRetry={() => void refetch()} />
  if (!data) return <p>{words.parts.loading}</p>
  if (data.rows.length === 0) return <p>{w.noDocuments}</p>
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{w.number}</th>
            <th scope="col">{w.date}</th>
            <th scope="col">{w.customer}</th>
            <th scope="col">{w.status}</th>
            <th scope="col" className={classes.right}>
              {w.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.rows.map(row => (
            <tr key={row.id}>
              <td>
                <a href={`#${pathOf(row)}`} className={classes.link}>
                  {row.number}
                </a>
              </td>
              <td className="florin-mute">{formatDate(row.onDate)}</td>
              <td>
                <CustomerLink customerId={row.customerId} name={row.customerName} />
              </td>
              <td>
                <StatusTag status={row.status} />
              </td>
              <td className={classes.right}>{formatCents(row.totalCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.more && <p>{w.moreDocuments}</p>}
    </>
  )
}

function pathOf({ kind, id }: NumberedDocument): string {
  if (kind === 'order') return pathTo('order', { orderId: id })
  return kind === 'credit' ? pathTo('credit', { creditId: id }) : pathTo('payment', { paymentId: id })
}
