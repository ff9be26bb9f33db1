import type { HomeFigures } from '../../../../shared/protocol/home-asks.ts'
import { LINK_SETTLED } from './link-summary.ts'
import { sentSince } from './links-list.ts'
import { ownCustomers, type QueryContext } from './query-context.ts'

const DAYS = 30

/** Home's funnel: how many of the links sent in the last 30 days were opened, and how many paid. Those settled another way are none of it. */
export function homeLinks(q: QueryContext): HomeFigures['links'] {
  const { opened, openedCents, paid, paidCents, ...sent } = q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(askedCents), 0) AS askedCents,
         coalesce(sum(openedAt IS NOT NULL OR paidAt IS NOT NULL), 0) AS opened,
         coalesce(sum(CASE WHEN openedAt IS NOT NULL OR paidAt IS NOT NULL THEN askedCents END), 0) AS openedCents,
         coalesce(sum(paidAt IS NOT NULL), 0) AS paid,
         coalesce(sum(CASE WHEN paidAt IS NOT NULL THEN askedCents END), 0) AS paidCents
       FROM payment_links l WHERE id >= @firstId AND sentAt >= @since AND NOT ${LINK_SETTLED} ${ownCustomers(q, 'customerId')}`,
    )
    .get({ ...sentSince(q, DAYS), ownerId: q.ownerId }) as Record<string, number>
  return {
    sent: sent as { count: number; askedCents: number },
    opened: { count: opened!, askedCents: openedCents! },
    paid: { count: paid!, askedCents: paidCents! },
  }
}
