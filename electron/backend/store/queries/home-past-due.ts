import { daysBetween } from '../../../../shared/lib/dates.ts'
import type { PastDueCustomer } from '../../../../shared/protocol/home-asks.ts'
import { ownCustomers, type QueryContext } from './query-context.ts'

const MOST = 10

/** Home's largest past dues: who owes most after its due date. The plus is as in `homeAging`. */
export function homePastDue(q: QueryContext): PastDueCustomer[] {
  const found = q
    .sql(
      `SELECT p.*, c.name FROM (
         SELECT customerId, sum(openCents) AS pastDueCents, min(dueOn) AS oldestDueOn, count(*) AS count FROM invoices
         WHERE openCents > 0 AND dueOn < @today ${ownCustomers(q, 'customerId')}
         GROUP BY +customerId ORDER BY pastDueCents DESC, customerId LIMIT ${MOST}) p
       JOIN customers c ON c.id = p.customerId ORDER BY p.pastDueCents DESC, p.customerId`,
    )
    .all({ today: q.today, ownerId: q.ownerId }) as (Omit<PastDueCustomer, 'daysPastDue'> & {
    oldestDueOn: string
  })[]
  return found.map(({ oldestDueOn, ...customer }) => ({
    ...customer,
    daysPastDue: daysBetween(oldestDueOn, q.today),
  }))
}
