import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { PaymentListRow } from '../../../../shared/protocol/list-rows.ts'
import { type Listing, pageOf } from './listing.ts'
import { matchingCustomers } from './matching-customers.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = {
  number: ['length(p.number)', 'p.number'],
  receivedOn: 'p.receivedOn',
  customerName: 'c.name COLLATE NOCASE',
  kind: 'p.kind',
  status: 'p.status',
  method: 'p.method',
  reference: 'p.reference',
  totalCents: 'p.totalCents',
  unappliedCents: 'p.unappliedCents',
  appliedCents: '(p.totalCents - p.unappliedCents)',
  feeCents: 'p.feeCents',
  recordedByName: 'u.name',
  invoiceNumbers: 'numbers',
}

// A void payment counts for nothing in the sums.
const POSTED = "CASE WHEN p.status = 'posted' THEN 1 ELSE 0 END"

const NUMBERS = `(SELECT group_concat(number, char(31)) FROM (
  SELECT i.number FROM applications a JOIN invoices i ON i.id = a.invoiceId
  WHERE a.paymentId = p.id GROUP BY i.id HAVING sum(a.amountCents) > 0 ORDER BY i.dueOn, i.number)) AS numbers`

type Input = ParsedInput<'payments.history'>

/** `payments.history`: money received, newest first, with the invoices it went to. */
export function paymentsHistory(q: QueryContext, input: Input): Answers['payments.history'] {
  const { sort: _sort, descending: _descending, offset: _offset, limit: _limit, ...filter } = input
  const key = `payments.history ${JSON.stringify([q.ownerId, filter])}`
  const sums = q.remember
    ? q.remember(key, () => sumsOf(q, input), ['payments', 'customers'])
    : sumsOf(q, input)
  return { ...sums, rows: pageOf(q, paymentsListing(q, input), input) }
}

/** The rows of `payments.history`, in order. */
export function paymentsListing(q: QueryContext, input: Input): Listing<PaymentListRow> {
  const { where, params } = conditions(q, input)
  const newest = 'p.receivedOn DESC, p.recordedAt DESC, p.id DESC'
  const order = orderBy(SORTS, input.sort, input.descending, newest, 'p.id')
  const needs = `${where.join(' ')} ${order}`
  // By name, along the names, which are in order, to each one's payments.
  const isByName = order.includes('c.name') && where.length === 1
  const start = isByName ? 'customers c CROSS JOIN payments p ON p.customerId = c.id' : 'payments p'
  const joins = [
    !isByName && needs.includes('c.') && 'LEFT JOIN customers c ON c.id = p.customerId',
    needs.includes('u.') && 'LEFT JOIN users u ON u.id = p.recordedBy',
  ].filter(join => join !== false)
  const numbers = order.includes('numbers') ? `, ${NUMBERS}` : ''
  return {
    ids: `SELECT p.id ${numbers} FROM ${start} ${joins.join(' ')} WHERE ${whereAll(where)} ${order}`,
    rows: `SELECT p.id AS paymentId, p.number, p.receivedOn, p.customerId, coalesce(c.name, '') AS customerName, p.kind, p.status,
         p.method, p.reference, p.source, p.totalCents,
         CASE WHEN p.status = 'posted' THEN p.totalCents - p.unappliedCents ELSE 0 END AS appliedCents,
         p.unappliedCents, p.feeCents, coalesce(u.name, '') AS recordedByName, ${NUMBERS}
       FROM json_each(@ids) page CROSS JOIN payments p ON p.id = page.value
       LEFT JOIN customers c ON c.id = p.customerId LEFT JOIN users u ON u.id = p.recordedBy ORDER BY page.key`,
    params,
    toRow(record) {
      const { numbers: joined, ...row } = record as unknown as PaymentListRow & { numbers: string | null }
      return { ...row, invoiceNumbers: joined === null ? [] : joined.split('\u001f') }
    },
  }
}

function conditions(q: QueryContext, input: Input) {
  // An approved credit is no money that came in: it has a list of its own.
  const where: string[] = ["p.kind <> 'credit'"]
  const params: Record<string, string | number | null> = {}
  const add = (condition: string, more: Record<string, string>) => {
    where.push(condition)
    Object.assign(params, more)
  }
  if (input.from !== null) add('p.receivedOn >= @from', { from: input.from })
  if (input.to !== null) add('p.receivedOn <= @to', { to: input.to })
  if (input.customerId !== null) add('p.customerId = @customerId', { customerId: input.customerId })
  if (q.ownerId !== null)
    add('p.customerId IN (SELECT id FROM customers WHERE salespersonId = @ownerId)', { ownerId: q.ownerId })
  if (input.search !== '') {
    const customer = matchingCustomers(q, input.search, 'p.customerId')
    const columns = ['p.number', 'p.reference', 'p.method'].map(
      column => `${column} LIKE @search ESCAPE '\\'`,
    )
    add(`(${[...columns, customer.condition].join(' OR ')})`, {
      search: likePattern(input.search),
      ...customer.params,
    })
  }
  return { where, params }
}

function sumsOf(q: QueryContext, input: Input): Omit<Answers['payments.history'], 'rows'> {
  const whole = wholeSums(q, input)
  if (whole) return whole
  const { where, params } = conditions(q, input)
  return q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(p.totalCents * ${POSTED}), 0) AS totalCents,
         coalesce(sum((p.totalCents - p.unappliedCents) * ${POSTED}), 0) AS appliedCents,
         coalesce(sum(p.unappliedCents * ${POSTED}), 0) AS unappliedCents FROM payments p WHERE ${whereAll(where)}`,
    )
    .get(params) as Omit<Answers['payments.history'], 'rows'>
}

/** What all payments of some days come to, from what is kept of each day; null where a filter asks for more. */
function wholeSums(q: QueryContext, { search, customerId, from, to }: Input) {
  if (!q.tallies || q.ownerId !== null || search !== '' || customerId !== null) return null
  const sums = { count: 0, totalCents: 0, appliedCents: 0, unappliedCents: 0 }
  for (const [day, [count = 0, totalCents = 0, unappliedCents = 0]] of q.tallies.of(q, 'payments')) {
    if ((from !== null && day < from) || (to !== null && day > to)) continue
    sums.count += count
    sums.totalCents += totalCents
    sums.unappliedCents += unappliedCents
    sums.appliedCents += totalCents - unappliedCents
  }
  return sums
}
