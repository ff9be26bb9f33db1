import { addDays, daysBetween } from '../../../../shared/lib/dates.ts'
import type { CollectedWeek } from '../../../../shared/protocol/home-asks.ts'
import { ownCustomers, type QueryContext } from './query-context.ts'

const WEEKS = 12
const DAYS = 7
/** A Sunday, to count weeks from. */
const SUNDAY = '2023-01-01'

/** Home's weeks: money received, less what went back; credits are no money, and a refund that failed has not left. */
export function homeCollected(q: QueryContext): CollectedWeek[] {
  const thisWeek = addDays(q.today, -(((daysBetween(SUNDAY, q.today) % DAYS) + DAYS) % DAYS))
  const first = addDays(thisWeek, -(WEEKS - 1) * DAYS)
  const weeks = Array.from({ length: WEEKS }, (_, at): CollectedWeek => {
    const fromOn = addDays(first, at * DAYS)
    return { fromOn, toOn: addDays(fromOn, DAYS - 1), totalCents: 0, count: 0 }
  })
  const received = q
    .sql(
      `SELECT receivedOn, sum(totalCents) AS totalCents, sum(kind = 'payment') AS count FROM payments
       WHERE receivedOn BETWEEN @first AND @last AND status = 'posted' AND kind <> 'credit'
         AND refundState NOT IN ('failed', 'canceled') ${ownCustomers(q, 'customerId')}
       GROUP BY receivedOn`,
    )
    .all({ first, last: addDays(thisWeek, DAYS - 1), ownerId: q.ownerId }) as {
    receivedOn: string
    totalCents: number
    count: number
  }[]
  for (const day of received) {
    const week = weeks[Math.floor(daysBetween(first, day.receivedOn) / DAYS)]!
    week.totalCents += day.totalCents
    week.count += day.count
  }
  return weeks
}
