import type { HomeFigures } from '../../../../shared/protocol/home-asks.ts'
import { ITS_MONEY, LINK_SETTLED, moneySince, PAID_CENTS } from './link-summary.ts'
import { sentSince } from './links-list.ts'
import { ownCustomers, type QueryContext } from './query-context.ts'

const DAYS = 30

/**
 * Home's funnel: how many of the links sent in the last 30 days were opened, by how many money came in, and how much; some of
 * them were paid in part. Those settled another way are none of it.
 */
export function homeLinks(q: QueryContext): HomeFigures['links'] {
  const isOpened = '(openedAt IS NOT NULL OR paidAt IS NOT NULL)'
  const sums = (condition: string) => `SELECT count(*) AS count, coalesce(sum(askedCents), 0) AS askedCents,
    coalesce(sum(paidCents), 0) AS paidCents FROM links WHERE ${condition}`
  const [sent, opened, paid] = q
    .sql(
      `WITH links AS MATERIALIZED (
         SELECT l.askedCents, l.openedAt, l.paidAt, ${PAID_CENTS} AS paidCents FROM payment_links l ${ITS_MONEY}
         WHERE l.id >= @firstId AND l.sentAt >= @since AND NOT (${LINK_SETTLED} AND ${PAID_CENTS} = 0)
           ${ownCustomers(q, 'l.customerId')})
       ${sums('1')} UNION ALL ${sums(`${isOpened} OR paidCents > 0`)} UNION ALL ${sums('paidAt IS NOT NULL OR paidCents > 0')}`,
    )
    .all({
      ...sentSince(q, DAYS),
      ...moneySince(q, DAYS),
      ownerId: q.ownerId,
    }) as HomeFigures['links']['sent'][]
  return { sent: sent!, opened: opened!, paid: paid! }
}
