import type { ProductRow } from '../../../../shared/domain/product/product-row.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import { toRow } from '../row-codec.ts'
import { type Listing, pageOf } from './listing.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = {
  code: 'code COLLATE NOCASE',
  description: 'descriptionOrder',
  category: 'category COLLATE NOCASE',
  color: 'color COLLATE NOCASE',
  grade: 'grade COLLATE NOCASE',
  soldBy: 'soldBy',
  active: 'active',
  boxType: 'boxType',
  priceAE4: 'priceAE4',
  priceBE4: 'priceBE4',
  priceCE4: 'priceCE4',
}

type Input = ParsedInput<'products.list'>

/** `products.list`: what the company sells. */
export function productsList(q: QueryContext, input: Input): Answers['products.list'] {
  const { where, params } = conditions(input)
  const { count } = q.sql(`SELECT count(*) AS count FROM products WHERE ${whereAll(where)}`).get(params) as {
    count: number
  }
  return { count, rows: pageOf(q, productsListing(q, input), input) }
}

/** The rows of `products.list`, in order. */
export function productsListing(_q: QueryContext, input: Input): Listing<ProductRow> {
  const { where, params } = conditions(input)
  const order = orderBy(SORTS, input.sort, input.descending, 'descriptionOrder, id', 'id')
  return {
    ids: `SELECT id FROM products WHERE ${whereAll(where)} ${order}`,
    rows: 'SELECT p.* FROM json_each(@ids) page CROSS JOIN products p ON p.id = page.value ORDER BY page.key',
    params,
    toRow: record => toRow('products', record) as ProductRow,
  }
}

function conditions(input: Input) {
  const where: string[] = []
  const params: Record<string, string> = {}
  if (input.active === 'active') where.push('active = 1')
  if (input.search !== '') {
    const columns = ['code', 'description', 'category', 'color', 'grade']
    where.push(`(${columns.map(column => `${column} LIKE @search ESCAPE '\\'`).join(' OR ')})`)
    params.search = likePattern(input.search)
  }
  return { where, params }
}
