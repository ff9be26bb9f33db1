import type { LinkMoneyAnswers } from '../../../../shared/protocol/link-money-asks.ts'
import { ownCustomers, type QueryContext } from './query-context.ts'

/** More notices than anyone reads at once. */
const MOST = 20

/** `link-payments.since`: payments by link that were captured after an instant, the oldest first. */
export function linkPaymentsSince(q: QueryContext, afterAt: number): LinkMoneyAnswers['link-payments.since'] {
  const notices = q
    .sql(
      `SELECT p.id AS paymentId, p.number, coalesce(c.name, '') AS customerName, p.totalCents AS amountCents,
         p.currency, p.recordedAt
       FROM payments p LEFT JOIN customers c ON c.id = p.customerId
       WHERE p.receivedOn >= @fromOn AND p.recordedAt > @afterAt AND p.source = 'link' AND p.kind = 'payment'
         AND p.status = 'posted' ${ownCustomers(q, 'p.customerId')}
       ORDER BY p.recordedAt DESC, p.id LIMIT ${MOST}`,
    )
    .all({ afterAt, fromOn: new Date(afterAt - DAY_MS).toISOString().slice(0, 10), ownerId: q.ownerId })
  return { notices: (notices as LinkMoneyAnswers['link-payments.since']['notices']).toReversed() }
}

/** The business day of an instant is at most a day before that of UTC. */
const DAY_MS = 86_400_000
