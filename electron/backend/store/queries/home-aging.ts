import { ageBucket, BUCKETS } from '../../../../shared/domain/collections/age-bucket.ts'
import { daysBetween } from '../../../../shared/lib/dates.ts'
import type { HomeAging } from '../../../../shared/protocol/home-asks.ts'
import { ownCustomers, type QueryContext } from './query-context.ts'

/**
 * Home's aging: what all customers owe, by age. Days are summed where they are stored, so that only days are counted here; the
 * plus before what they are grouped by keeps SQLite on the index that holds all of it.
 */
export function homeAging(q: QueryContext): HomeAging {
  const basis = q.company.ageBasis
  const date = basis === 'due-date' ? 'dueOn' : 'issuedOn'
  const days = q
    .sql(
      `SELECT ${date} AS date, sum(openCents) AS openCents, count(*) AS count FROM invoices
       WHERE openCents > 0 ${ownCustomers(q, 'customerId')} GROUP BY +${date}`,
    )
    .all({ ownerId: q.ownerId }) as { date: string; openCents: number; count: number }[]
  const credits = q
    .sql(
      `SELECT coalesce(sum(unappliedCents), 0) AS cents FROM payments
       WHERE unappliedCents > 0 ${ownCustomers(q, 'customerId')}`,
    )
    .get({ ownerId: q.ownerId }) as { cents: number }
  const buckets = BUCKETS[basis].map(label => ({ label, openCents: 0, count: 0 }))
  let openCents = 0
  for (const day of days) {
    const bucket = buckets[ageBucket(basis, daysBetween(day.date, q.today))]!
    bucket.openCents += day.openCents
    bucket.count += day.count
    openCents += day.openCents
  }
  return { basis, buckets, openCents, creditsCents: credits.cents }
}
