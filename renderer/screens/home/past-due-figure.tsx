import type { PastDueCustomer } from '../../../shared/protocol/home-asks.ts'
import { formatCents } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import { CustomerLink } from '../customers/customer-link.tsx'
import { drillToInvoices } from './drill.ts'
import { FigureCard } from './figure-card.tsx'
import classes from './home.module.css'

const LATE_DAYS = 30

/** Who is past due with the most. */
export function PastDueFigure({ customers }: { customers: readonly PastDueCustomer[] }) {
  const w = useWords().home
  return (
    <FigureCard title={w.pastDue}>
      {customers.length === 0 && <p className={classes.nothing}>{w.nothingPastDue}</p>}
      {customers.length > 0 && (
        <>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{w.customer}</th>
                <th scope="col" className={classes.number}>
                  {w.oldest}
                </th>
                <th scope="col" className={classes.number}>
                  {w.invoices}
                </th>
                <th scope="col" className={classes.number}>
                  {w.pastDueAmount}
                </th>
              </tr>
            </thead>
            <tbody>
              {customers.map(one => (
                <tr key={one.customerId}>
                  <td className={classes.name}>
                    <CustomerLink customerId={one.customerId} name={one.name} />
                  </td>
                  <td className={`${classes.number} ${one.daysPastDue > LATE_DAYS ? 'florin-red' : ''}`}>
                    {w.daysLate(one.daysPastDue)}
                  </td>
                  <td className={`${classes.number} florin-mute`}>{one.count.toLocaleString('en-US')}</td>
                  <td className={`${classes.number} florin-strong`}>{formatCents(one.pastDueCents)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <button type="button" className={classes.all} onClick={() => drillToInvoices({ chip: 'past-due' })}>
            {w.allPastDue}
          </button>
        </>
      )}
    </FigureCard>
  )
}
