import type { ProductRow } from '../../../../shared/domain/product/product-row.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import { toRow } from '../row-codec.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = {
  code: 'code COLLATE NOCASE',
  description: 'description COLLATE NOCASE',
  category: 'category COLLATE NOCASE',
  soldBy: 'soldBy',
  boxType: 'boxType',
  priceAE4: 'priceAE4',
  priceBE4: 'priceBE4',
  priceCE4: 'priceCE4',
}

/** `products.list`: what the company sells. */
export function productsList(q: QueryContext, input: ParsedInput<'products.list'>): Answers['products.list'] {
  const where: string[] = []
  const params: string[] = []
  if (input.active === 'active') where.push('active = 1')
  if (input.search !== '') {
    const columns = ['code', 'description', 'category', 'color', 'grade']
    where.push(`(${columns.map(column => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')})`)
    for (const _ of columns) params.push(likePattern(input.search))
  }
  const from = `FROM products WHERE ${whereAll(where)}`
  const { count } = q.sql(`SELECT count(*) AS count ${from}`).get(...params) as { count: number }
  const records = q
    .sql(
      `SELECT * ${from}
       ${orderBy(SORTS, input.sort, input.descending, 'description COLLATE NOCASE, id', 'id')} LIMIT ? OFFSET ?`,
    )
    .all(...params, input.limit, input.offset) as Record<string, unknown>[]
  return { count, rows: records.map(record => toRow('products', record) as ProductRow) }
}
