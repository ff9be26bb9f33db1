import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import { toRow } from '../row-codec.ts'
import { type Listing, pageOf } from './listing.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

// A customer that has not moved since balances are kept has none.
const OPEN_CENTS = `coalesce((SELECT b.openCents FROM customer_balances b WHERE b.id = c.id),
  (SELECT sum(i.openCents) FROM invoices i WHERE i.customerId = c.id AND i.openCents > 0), 0)`

const SORTS = {
  code: 'c.code',
  name: 'c.name COLLATE NOCASE',
  city: "c.billingAddress ->> 'city' COLLATE NOCASE",
  type: 'c.type',
  phone: 'c.phone',
  termsCode: 'c.termsCode',
  salespersonName: 'u.name',
  creditLimitCents: 'coalesce(c.creditLimitCents, 9e15)',
  openCents: OPEN_CENTS,
  status: 'c.creditHold * 2 + (1 - c.active)',
}

type Input = ParsedInput<'customers.list'>
type Row = Answers['customers.list']['rows'][number]

/** `customers.list`: customers with what they owe. */
export function customersList(q: QueryContext, input: Input): Answers['customers.list'] {
  const key = `customers.list ${JSON.stringify([q.ownerId, input.active, input.search])}`
  const sums = q.remember ? q.remember(key, () => sumsOf(q, input)) : sumsOf(q, input)
  return { ...sums, rows: pageOf(q, customersListing(q, input), input) }
}

/** The rows of `customers.list`, in order. */
export function customersListing(q: QueryContext, input: Input): Listing<Row> {
  const { where, params } = conditions(q, input)
  const order = orderBy(SORTS, input.sort, input.descending, 'c.name COLLATE NOCASE, c.id', 'c.id')
  const users = order.includes('u.') ? 'LEFT JOIN users u ON u.id = c.salespersonId' : ''
  return {
    ids: `SELECT c.id FROM customers c ${users} WHERE ${whereAll(where)} ${order}`,
    rows: `SELECT c.*, ${OPEN_CENTS} AS openCents, coalesce(u.name, '') AS salespersonName
       FROM json_each(@ids) page CROSS JOIN customers c ON c.id = page.value
       LEFT JOIN users u ON u.id = c.salespersonId ORDER BY page.key`,
    params,
    toRow: record => ({
      ...(toRow('customers', record) as CustomerRow),
      openCents: record.openCents as number,
      salespersonName: record.salespersonName as string,
    }),
  }
}

function conditions(q: QueryContext, input: Input) {
  const where: string[] = []
  const params: Record<string, string | number | null> = {}
  if (input.active === 'active') where.push('c.active = 1')
  if (q.ownerId !== null) {
    where.push('c.salespersonId = @ownerId')
    params.ownerId = q.ownerId
  }
  if (input.search !== '') {
    where.push("(c.name LIKE @search ESCAPE '\\' OR c.code LIKE @search ESCAPE '\\')")
    params.search = likePattern(input.search)
  }
  return { where, params }
}

function sumsOf(q: QueryContext, input: Input): { count: number; openCents: number } {
  const { where, params } = conditions(q, input)
  const { count } = q
    .sql(`SELECT count(*) AS count FROM customers c WHERE ${whereAll(where)}`)
    .get(params) as { count: number }
  const { openCents } = q
    .sql(
      `SELECT coalesce(sum(i.openCents), 0) AS openCents FROM invoices i CROSS JOIN customers c ON c.id = i.customerId
       WHERE i.openCents > 0 AND ${whereAll(where)}`,
    )
    .get(params) as { openCents: number }
  return { count, openCents }
}
