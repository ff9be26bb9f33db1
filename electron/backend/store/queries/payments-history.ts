import { soughtCents } from '../../../../shared/domain/sought-cents.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { PaymentListRow } from '../../../../shared/protocol/list-rows.ts'
import { type Listing, pageOf } from './listing.ts'
import { matchingCustomers } from './matching-customers.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'
import { WENT_BACK } from './went-back.ts'

// What is on invoices; of a reversal nothing is.
const APPLIED = 'CASE WHEN p.totalCents < 0 THEN 0 ELSE p.totalCents - p.unappliedCents - p.returnedCents END'

const SORTS = {
  number: ['length(p.number)', 'p.number'],
  receivedOn: ['p.receivedOn', 'p.recordedAt'],
  customerName: 'c.nameOrder',
  kind: 'p.kind',
  status: 'p.status',
  method: 'p.method',
  reference: 'p.reference',
  totalCents: 'p.totalCents',
  unappliedCents: 'p.unappliedCents',
  appliedCents: APPLIED,
  feeCents: 'p.feeCents',
  recordedByName: 'u.nameOrder',
  invoiceNumbers: 'numbers',
}

// A void payment counts for nothing in the sums, a refund that came to nothing neither.
const POSTED =
  "CASE WHEN p.status = 'posted' AND p.refundState NOT IN ('failed', 'canceled') THEN 1 ELSE 0 END"

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
  const { where, params } = withKind(conditions(q, input), input.kind)
  const order = orderBy(SORTS, input.sort, input.descending, NEWEST, 'p.id')
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
         ${APPLIED} * ${POSTED} AS appliedCents, p.unappliedCents, p.returnedCents, p.refundState, p.disputeState, ${WENT_BACK} AS wentBack,
         coalesce((SELECT r.number FROM payments r WHERE r.id = p.reversesId), '') AS reversesNumber, p.feeCents, coalesce(u.name, '') AS recordedByName, ${NUMBERS}
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
  const add = (condition: string, more: Record<string, string | number>) => {
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
    // What went back is below zero, and is looked for as it is spoken of.
    const sought = soughtCents(input.search)
    if (sought !== null) columns.push('abs(p.totalCents) = @sought', 'p.unappliedCents = @sought')
    add(`(${[...columns, customer.condition].join(' OR ')})`, {
      search: likePattern(input.search),
      ...(sought !== null && { sought }),
      ...customer.params,
    })
  }
  return { where, params }
}

// All kinds stand in the chips, whichever is chosen.
function withKind({ where, params }: ReturnType<typeof conditions>, kind: Input['kind']) {
  if (kind === 'all') return { where, params }
  return { where: [...where, 'p.kind = @kind'], params: { ...params, kind } }
}

function sumsOf(q: QueryContext, input: Input): Omit<Answers['payments.history'], 'rows'> {
  const whole = wholeSums(q, input)
  if (whole) return whole
  const all = conditions(q, input)
  const { where, params } = withKind(all, input.kind)
  const sums = q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(p.totalCents * ${POSTED}), 0) AS totalCents,
         coalesce(sum(${APPLIED} * ${POSTED}), 0) AS appliedCents,
         coalesce(sum(p.unappliedCents * ${POSTED}), 0) AS unappliedCents FROM payments p WHERE ${whereAll(where)}`,
    )
    .get(params) as Omit<Answers['payments.history'], 'rows' | 'kinds'>
  return { ...sums, kinds: kindsOf(q, all) }
}

const NEWEST = 'p.receivedOn DESC, p.recordedAt DESC, p.id DESC'

function kindsOf(
  q: QueryContext,
  { where, params }: ReturnType<typeof conditions>,
): Answers['payments.history']['kinds'] {
  const counts = q
    .sql(`SELECT p.kind, count(*) AS count FROM payments p WHERE ${whereAll(where)} GROUP BY p.kind`)
    .all(params) as { kind: PaymentListRow['kind']; count: number }[]
  const kinds = { payment: 0, credit: 0, refund: 0, nsf: 0, chargeback: 0 }
  for (const { kind, count } of counts) kinds[kind] = count
  return kinds
}

/** What all payments of some days come to, from what is kept of each day and kind; null where a filter asks for more. */
function wholeSums(q: QueryContext, input: Input): Omit<Answers['payments.history'], 'rows'> | null {
  const { search, customerId, from, to } = input
  if (!q.tallies || q.ownerId !== null || search !== '' || customerId !== null) return null
  const sums = { count: 0, totalCents: 0, appliedCents: 0, unappliedCents: 0 }
  const kinds = { payment: 0, credit: 0, refund: 0, nsf: 0, chargeback: 0 }
  for (const [key, [count, totalCents, appliedCents, unappliedCents]] of q.tallies.of(q, 'payments')) {
    const [day = '', kind = ''] = key.split(' ')
    // An approved credit is no money that came in.
    if (kind === 'credit' || (from !== null && day < from) || (to !== null && day > to)) continue
    kinds[kind as keyof typeof kinds] += count ?? 0
    if (input.kind !== 'all' && kind !== input.kind) continue
    sums.count += count ?? 0
    sums.totalCents += totalCents ?? 0
    sums.appliedCents += appliedCents ?? 0
    sums.unappliedCents += unappliedCents ?? 0
  }
  return { ...sums, kinds }
}
