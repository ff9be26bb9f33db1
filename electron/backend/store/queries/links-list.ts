import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { HomeAnswers, LinkList, LinkListRow } from '../../../../shared/protocol/home-asks.ts'
import { ITS_MONEY, LINK_COLUMNS, LINK_SETTLED, linkReader, moneySince, PAID_CENTS } from './link-summary.ts'
import { matchingCustomers } from './matching-customers.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = {
  customerName: 'c.nameOrder',
  askedCents: 'l.askedCents',
  paidCents: PAID_CENTS,
  sentAt: 'l.sentAt',
  openedAt: 'l.openedAt',
  paidAt: 'l.paidAt',
}

// What was paid in part by a link was not paid another way.
const SETTLED = `(${LINK_SETTLED} AND ${PAID_CENTS} = 0)`

const STEPS: Record<LinkList, string> = {
  sent: `NOT ${SETTLED}`,
  opened: `(l.openedAt IS NOT NULL OR l.paidAt IS NOT NULL OR ${PAID_CENTS} > 0) AND NOT ${SETTLED}`,
  paid: `(l.paidAt IS NOT NULL OR ${PAID_CENTS} > 0)`,
  settled: SETTLED,
  expired: `l.state NOT IN ('paid', 'revoked') AND @now >= coalesce(l.activeUntilAt, l.unopenedUntilAt)
    AND NOT ${SETTLED}`,
  undelivered: "l.state = 'undelivered'",
  revoked: "l.state = 'revoked'",
}

const DAY_MS = 86_400_000
/** A link is made before it is sent, and by a clock that may be off. */
const SLACK_DAYS = 7

/**
 * Since when links count that were sent within so many days, and the first id that one of them can have: ids begin with
 * the instant they were made at, so that links of years are passed over without being read.
 */
export function sentSince(q: Pick<QueryContext, 'now'>, days: number): { since: number; firstId: string } {
  const since = q.now - days * DAY_MS
  const hex = Math.max(0, since - SLACK_DAYS * DAY_MS)
    .toString(16)
    .padStart(12, '0')
  return { since, firstId: `${hex.slice(0, 8)}-${hex.slice(8)}` }
}

/** `links.list`: payment links that went out, and how far each has come. */
export function linksList(q: QueryContext, input: ParsedInput<'links.list'>): HomeAnswers['links.list'] {
  // One whose mail never arrived was not sent: it counts from when it was made.
  const isUnsent = input.step === 'undelivered' || input.step === 'revoked'
  const where = ['l.id >= @firstId', `${isUnsent ? 'l.createdAt' : 'l.sentAt'} >= @since`, STEPS[input.step]]
  const params: Record<string, string | number> = {
    ...sentSince(q, input.days),
    ...moneySince(q, input.days),
    now: q.now,
  }
  if (q.ownerId !== null) {
    where.push('c.salespersonId = @ownerId')
    params.ownerId = q.ownerId
  }
  if (input.search !== '') {
    const customer = matchingCustomers(q, input.search, 'l.customerId')
    where.push(`(l.sentTo LIKE @search ESCAPE '\\' OR ${customer.condition})`)
    Object.assign(params, { search: likePattern(input.search), ...customer.params })
  }
  const from = `FROM payment_links l JOIN customers c ON c.id = l.customerId LEFT JOIN users u ON u.id = l.createdBy ${ITS_MONEY}
    WHERE ${whereAll(where)}`
  const sums = q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(l.askedCents), 0) AS askedCents,
         coalesce(sum(${PAID_CENTS}), 0) AS paidCents ${from}`,
    )
    .get(params) as { count: number; askedCents: number; paidCents: number }
  const records = q
    .sql(
      `SELECT l.id AS linkId, l.customerId, c.name AS customerName, l.askedCents, ${PAID_CENTS} AS paidCents, l.sentTo,
         coalesce(u.name, '') AS sentByName, ${LINK_COLUMNS}, ${LINK_SETTLED} AS l_settled,
         (SELECT group_concat(number, char(31)) FROM (
            SELECT i.number FROM payment_link_invoices s JOIN invoices i ON i.id = s.invoiceId
            WHERE s.linkId = l.id ORDER BY i.dueOn, i.number)) AS numbers,
         (SELECT number FROM orders o WHERE o.id = l.orderId) AS orderNumber,
         (SELECT CASE WHEN count(*) = 1 THEN max(s.invoiceId) END FROM payment_link_invoices s
            WHERE s.linkId = l.id) AS invoiceId ${from}
       ${orderBy(SORTS, input.sort, input.descending, 'l.sentAt DESC, l.id DESC', 'l.id')} LIMIT @limit OFFSET @offset`,
    )
    .all({ ...params, limit: input.limit, offset: input.offset }) as Record<string, unknown>[]
  const linkOf = linkReader(q)
  return { ...sums, rows: records.map(record => ({ ...linkRow(record), link: linkOf(record)! })) }
}

function linkRow(record: Record<string, unknown>): Omit<LinkListRow, 'link'> {
  return {
    linkId: record.linkId as string,
    customerId: record.customerId as string,
    customerName: record.customerName as string,
    // A link for a pending order is listed by the number that its invoice will have.
    invoiceNumbers: ((record.numbers ?? record.orderNumber ?? '') as string).split('\u001f').filter(Boolean),
    invoiceId: record.invoiceId as string | null,
    askedCents: record.askedCents as number,
    paidCents: record.paidCents as number,
    sentTo: JSON.parse(record.sentTo as string) as string[],
    sentByName: record.sentByName as string,
  }
}
