import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import { toRow } from '../row-codec.ts'
import { BALANCE, BALANCE_JOIN, OVER_LIMIT } from './balance-columns.ts'
import { type Listing, pageOf } from './listing.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = {
  code: 'c.code',
  name: 'c.name COLLATE NOCASE',
  city: "c.billingAddress ->> 'city' COLLATE NOCASE",
  type: 'c.type',
  phone: 'c.phone',
  termsCode: 'c.termsCode',
  salespersonName: 'u.name',
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
  const sums = q.remember ? q.remember(key, () => sumsOf(q, input)) : sumsOf(q, input)
  return { ...sums, rows: pageOf(q, customersListing(q, input), input) }
}

/** The rows of `customers.list`, in order. */
export function customersListing(q: QueryContext, input: Input): Listing<Row> {
  const { where, params } = conditions(q, input)
  const order = orderBy(SORTS, input.sort, input.descending, 'c.name COLLATE NOCASE, c.id', 'c.id')
  const needs = `${where.join(' ')} ${order}`
  const users = needs.includes('u.') ? 'LEFT JOIN users u ON u.id = c.salespersonId' : ''
  const balance = needs.includes('b.') ? BALANCE_JOIN : ''
  return {
    ids: `SELECT c.id FROM customers c ${balance} ${users} WHERE ${whereAll(where)} ${order}`,
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

function conditions(q: QueryContext, input: Input) {
  const where: string[] = []
  const params: Record<string, string | number | null> = {}
  const add = (condition: string, values: typeof params = {}) => {
    where.push(condition)
    Object.assign(params, values)
  }
  const { active, salespersonId, tag, only, search } = input
  if (active !== 'all') add(active === 'active' ? 'c.active = 1' : 'c.active = 0')
  if (q.ownerId !== null) add('c.salespersonId = @ownerId', { ownerId: q.ownerId })
  if (salespersonId === '') add('c.salespersonId IS NULL')
  else if (salespersonId !== null) add('c.salespersonId = @salespersonId', { salespersonId })
  if (tag !== '') add('EXISTS (SELECT 1 FROM json_each(c.tags) t WHERE t.value = @tag)', { tag })
  if (only === 'hold') add('c.creditHold = 1')
  if (only === 'over-limit') add(OVER_LIMIT)
  if (search !== '') {
    add("(c.name LIKE @search ESCAPE '\\' OR c.code LIKE @search ESCAPE '\\')", {
      search: likePattern(search),
    })
  }
  return { where, params }
}

function sumsOf(q: QueryContext, input: Input): { count: number; openCents: number } {
  const { where, params } = conditions(q, input)
  return q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(${BALANCE.open}), 0) AS openCents
       FROM customers c ${BALANCE_JOIN} WHERE ${whereAll(where)}`,
    )
    .get(params) as { count: number; openCents: number }
}
