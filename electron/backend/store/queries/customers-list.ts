import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import { toRow } from '../row-codec.ts'
import { BALANCE, BALANCE_JOIN, OVER_LIMIT } from './balance-columns.ts'
import { type Listing, pageOf } from './listing.ts'
import { customersLike } from './matching-customers.ts'
import { orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = {
  code: 'c.code',
  name: 'c.nameOrder',
  city: 'c.cityOrder',
  type: 'c.type',
  phone: 'c.phone',
  termsCode: 'c.termsCode',
  salespersonName: 'u.nameOrder',
  creditLimitCents: 'coalesce(c.creditLimitCents, 9e15)',
  openCents: BALANCE.open,
  status: 'c.creditHold * 2 + (1 - c.active)',
}

type Input = ParsedInput<'customers.list'>
type Row = Answers['customers.list']['rows'][number]

/** `customers.list`: customers with what they owe. */
export function customersList(q: QueryContext, input: Input): Answers['customers.list'] {
  const { active, search, salespersonId, tag, only } = input
  const key = `customers.list ${JSON.stringify([q.ownerId, active, search, salespersonId, tag, only])}`
  const sums = q.remember ? q.remember(key, () => sumsOf(q, input), SUMMED) : sumsOf(q, input)
  return { ...sums, rows: pageOf(q, customersListing(q, input), input) }
}

/** Balances of customers that have not moved since there are cached ones are sums of their documents. */
const SUMMED = ['customers', 'customer_balances', 'invoices', 'payments', 'orders'] as const

/** The rows of `customers.list`, in order. */
export function customersListing(q: QueryContext, input: Input): Listing<Row> {
  const { where, params, among, many } = conditions(q, input)
  return {
    // Where much is found, it is met on the way along the order.
    ids: idsInOrder(q, input, where, many ? CUSTOMERS : among),
    only: many,
    rows: `SELECT c.*, ${BALANCE.open} AS openCents, ${OVER_LIMIT} AS overLimit, coalesce(u.name, '') AS salespersonName
       FROM json_each(@ids) page CROSS JOIN customers c ON c.id = page.value ${BALANCE_JOIN}
       LEFT JOIN users u ON u.id = c.salespersonId ORDER BY page.key`,
    params,
    toRow: record => ({
      ...(toRow('customers', record) as CustomerRow),
      openCents: record.openCents as number,
      overLimit: record.overLimit === 1,
      salespersonName: record.salespersonName as string,
    }),
  }
}

/** Along an index that has the order, wherever there is one; balances and people have theirs in tables of their own. */
function idsInOrder(q: QueryContext, { sort, descending }: Input, where: string[], among: string): string {
  const order = orderBy(SORTS, sort, descending, 'c.nameOrder, c.id', 'c.id')
  const needs = `${where.join(' ')} ${order}`
  const direction = descending ? 'DESC' : 'ASC'
  const isLong = among === CUSTOMERS && !where.includes(THEIR_SALESPERSON)
  if (isLong && sort === 'openCents' && hasEveryBalance(q))
    return `SELECT c.id FROM customer_balances b CROSS JOIN customers c ON c.id = b.id
      WHERE ${whereAll(where)} ORDER BY b.openCents ${direction}, b.id ${direction}`
  const balance = needs.includes('b.') ? BALANCE_JOIN : ''
  if (isLong && sort === 'salespersonName') {
    return `SELECT c.id AS id, c.salespersonId AS name FROM customers c ${balance} WHERE ${whereAll([...where, 'c.salespersonId IS NULL'])}
      UNION ALL SELECT c.id, u.nameOrder FROM users u CROSS JOIN customers c ON c.salespersonId = u.id ${balance} WHERE ${whereAll(where)}
      ORDER BY name ${direction}, id ${direction}`
  }
  const users = needs.includes('u.') ? 'LEFT JOIN users u ON u.id = c.salespersonId' : ''
  return `SELECT c.id FROM ${among} ${balance} ${users} WHERE ${whereAll(where)} ${order}`
}

/** False where some customer has not moved since balances are kept. */
function hasEveryBalance(q: QueryContext): boolean {
  const { customers, balances } = q
    .sql(
      'SELECT (SELECT count(*) FROM customers) AS customers, (SELECT count(*) FROM customer_balances) AS balances',
    )
    .get() as { customers: number; balances: number }
  return customers === balances
}

const CUSTOMERS = 'customers c'
const FOUND = 'json_each(@found) found CROSS JOIN customers c ON c.id = found.value'
const THEIR_SALESPERSON = 'c.salespersonId = @salespersonId'
const FEW = 2000
const MOST_FOUND = 40_000
// Found first: along an order every customer's tags would be read.
const TAGGED = `c.id IN (SELECT t.id FROM customers t WHERE t.tags <> '[]'
  AND EXISTS (SELECT 1 FROM json_each(t.tags) each WHERE each.value = @tag))`

function conditions(q: QueryContext, input: Input) {
  const where: string[] = []
  const params: Record<string, string | number | null> = {}
  let among = CUSTOMERS
  let many: ReadonlySet<string> | null = null
  const add = (condition: string, values: typeof params = {}) => {
    where.push(condition)
    Object.assign(params, values)
  }
  const { active, salespersonId, tag, only, search } = input
  if (active !== 'all') add(active === 'active' ? 'c.active = 1' : 'c.active = 0')
  if (q.ownerId !== null) add('c.salespersonId = @ownerId', { ownerId: q.ownerId })
  if (salespersonId === '') add('c.salespersonId IS NULL')
  else if (salespersonId !== null) add(THEIR_SALESPERSON, { salespersonId })
  if (tag !== '') add(TAGGED, { tag })
  if (only === 'hold') add('c.creditHold = 1')
  if (only === 'over-limit') add(OVER_LIMIT)
  if (search !== '') {
    const found = customersLike(q, search)
    if (found.size > FEW) many = found
    if (found.size <= MOST_FOUND) {
      among = FOUND
      params.found = JSON.stringify([...found])
    }
  }
  return { where, params, among, many }
}

function sumsOf(q: QueryContext, input: Input): { count: number; openCents: number } {
  const { where, params, among, many } = conditions(q, input)
  if (among === CUSTOMERS && many) return sumsAmong(q, where, params, many)
  if (among === CUSTOMERS && ['1', 'c.active = 1'].includes(whereAll(where)) && hasEveryBalance(q)) {
    // All of them less the few that are not active: sums need no customer looked up.
    const all = q
      .sql('SELECT count(*) AS count, sum(openCents) AS openCents FROM customer_balances')
      .get() as { count: number; openCents: number | null }
    if (input.active === 'all') return { count: all.count, openCents: all.openCents ?? 0 }
    const rest = sumsOf(q, { ...input, active: 'inactive' })
    return { count: all.count - rest.count, openCents: (all.openCents ?? 0) - rest.openCents }
  }
  return q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(${BALANCE.open}), 0) AS openCents
       FROM ${among} ${BALANCE_JOIN} WHERE ${whereAll(where)}`,
    )
    .get(params) as { count: number; openCents: number }
}

/** Of very many it is quicker to pass over the others than to look each one up. */
function sumsAmong(
  q: QueryContext,
  where: readonly string[],
  params: Record<string, string | number | null>,
  among: ReadonlySet<string>,
): { count: number; openCents: number } {
  const sums = { count: 0, openCents: 0 }
  const rows = q
    .sql(`SELECT c.id, ${BALANCE.open} FROM ${CUSTOMERS} ${BALANCE_JOIN} WHERE ${whereAll(where)}`)
    .raw()
    .iterate(params)
  for (const [id, openCents] of rows as Iterable<[string, number]>) {
    if (!among.has(id)) continue
    sums.count++
    sums.openCents += openCents
  }
  return sums
}
