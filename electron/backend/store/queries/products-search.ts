import { rankProducts } from '../../../../shared/domain/product/match-product.ts'
import type { ProductRow } from '../../../../shared/domain/product/product-row.ts'
import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import { toRow } from '../row-codec.ts'
import type { QueryContext } from './query-context.ts'

/** The active products; read anew after products changed. */
export function productIndex(q: QueryContext): ProductRow[] {
  const records = q.sql('SELECT * FROM products WHERE active = 1 ORDER BY descriptionOrder').all()
  return records.map(record => toRow('products', record as Record<string, unknown>) as ProductRow)
}

/** `products.search`: by concatenated fragments of the description's words. */
export function productsSearch(
  index: readonly ProductRow[],
  input: ParsedInput<'products.search'>,
): ProductRow[] {
  return rankProducts(input.text, index)
    .slice(0, input.limit)
    .map(found => found.product)
}
