import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import { toRow } from '../row-codec.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = { code: 'c.code', name: 'c.name', termsCode: 'c.termsCode', openCents: 'openCents' }

/** `customers.list`: customers with what they owe. */
export function customersList(
  q: QueryContext,
  input: ParsedInput<'customers.list'>,
): Answers['customers.list'] {
  const where: string[] = []
  const params: (string | number)[] = []
  if (input.active === 'active') where.push('c.active = 1')
  if (q.ownerId !== null) {
    where.push('c.salespersonId = ?')
    params.push(q.ownerId)
  }
  if (input.search !== '') {
    where.push("(c.name LIKE ? ESCAPE '\\' OR c.code LIKE ? ESCAPE '\\')")
    params.push(likePattern(input.search), likePattern(input.search))
  }
  const from = `
    FROM customers c
    LEFT JOIN (SELECT customerId, sum(openCents) AS openCents FROM invoices WHERE openCents > 0 GROUP BY customerId) o
      ON o.customerId = c.id
    LEFT JOIN users u ON u.id = c.salespersonId
    WHERE ${whereAll(where)}`
  const sums = q
    .sql(`SELECT count(*) AS count, coalesce(sum(o.openCents), 0) AS openCents ${from}`)
    .get(...params)
  const records = q
    .sql(
      `SELECT c.*, coalesce(o.openCents, 0) AS openCents, coalesce(u.name, '') AS salespersonName ${from}
       ${orderBy(SORTS, input.sort, input.descending, 'c.name COLLATE NOCASE, c.id', 'c.id')} LIMIT ? OFFSET ?`,
    )
    .all(...params, input.limit, input.offset) as (Record<string, unknown> & {
    openCents: number
    salespersonName: string
  })[]
  return {
    ...(sums as { count: number; openCents: number }),
    rows: records.map(record => ({
      ...(toRow('customers', record) as CustomerRow),
      openCents: record.openCents,
      salespersonName: record.salespersonName,
    })),
  }
}
