import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import { toRow } from '../row-codec.ts'
import { BALANCE, BALANCE_JOIN, OVER_LIMIT } from './balance-columns.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = {
  code: 'c.code COLLATE NOCASE',
  name: 'c.name COLLATE NOCASE',
  termsCode: 'c.termsCode',
  salespersonName: 'u.name COLLATE NOCASE',
  creditLimitCents: 'c.creditLimitCents',
  openCents: BALANCE.open,
}

/** `customers.list`: customers with what they owe. */
export function customersList(
  q: QueryContext,
  input: ParsedInput<'customers.list'>,
): Answers['customers.list'] {
  const where: string[] = []
  const params: (string | number)[] = []
  const add = (condition: string, ...values: (string | number)[]) => {
    where.push(condition)
    params.push(...values)
  }
  if (input.active !== 'all') add('c.active = ?', input.active === 'active' ? 1 : 0)
  if (q.ownerId !== null) add('c.salespersonId = ?', q.ownerId)
  if (input.salespersonId === '') add('c.salespersonId IS NULL')
  else if (input.salespersonId !== null) add('c.salespersonId = ?', input.salespersonId)
  if (input.tag !== '') add('EXISTS (SELECT 1 FROM json_each(c.tags) t WHERE t.value = ?)', input.tag)
  if (input.only === 'hold') add('c.creditHold = 1')
  if (input.only === 'over-limit') add(OVER_LIMIT)
  if (input.search !== '') {
    const pattern = likePattern(input.search)
    add("(c.name LIKE ? ESCAPE '\\' OR c.code LIKE ? ESCAPE '\\')", pattern, pattern)
  }
  const from = `FROM customers c ${BALANCE_JOIN} WHERE ${whereAll(where)}`
  const sums = q
    .sql(`SELECT count(*) AS count, coalesce(sum(${BALANCE.open}), 0) AS openCents ${from}`)
    .get(...params)
  const joins = `FROM customers c ${BALANCE_JOIN} LEFT JOIN users u ON u.id = c.salespersonId`
  // The page is found by its keys, and only its rows are read: sorting whole rows would cost more than all the rest.
  const order = orderBy(SORTS, input.sort, input.descending, 'c.name COLLATE NOCASE, c.id', 'c.id')
  const records = q
    .sql(
      `SELECT c.*, ${BALANCE.open} AS openCents, ${OVER_LIMIT} AS overLimit, coalesce(u.name, '') AS salespersonName
       ${joins} WHERE c.id IN (SELECT c.id ${joins} WHERE ${whereAll(where)} ${order} LIMIT ? OFFSET ?) ${order}`,
    )
    .all(...params, input.limit, input.offset) as (Record<string, unknown> & {
    openCents: number
    overLimit: number
    salespersonName: string
  })[]
  return {
    ...(sums as { count: number; openCents: number }),
    rows: records.map(record => ({
      ...(toRow('customers', record) as CustomerRow),
      openCents: record.openCents,
      overLimit: record.overLimit === 1,
      salespersonName: record.salespersonName,
    })),
  }
}
