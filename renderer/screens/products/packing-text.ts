import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import type { Words } from '../../words/use-words.ts'

type Packing = Pick<ProductRow, 'soldBy' | 'unitType' | 'boxType' | 'bunchesPerBox' | 'stemsPerBunch'>

/** How a product is packed: `HB · 12 × 25` bunches and stems, `QB · 10` bunches, a bunch of 10, or a dash. */
export function packingText(product: Packing, words: Words): string {
  const { soldBy, boxType, bunchesPerBox, stemsPerBunch } = product
  if (soldBy === 'hard-good') return words.parts.none
  if (soldBy === 'unit')
    return stemsPerBunch > 0 ? words.products.bunchOf(String(stemsPerBunch)) : words.parts.none
  const figures = [bunchesPerBox, stemsPerBunch].filter(figure => figure > 0).join(' × ')
  return [boxType, figures].filter(part => part !== '').join(' · ') || words.parts.none
}

/** What an order asks for and what one price is for: `Box · stem`. */
export function soldByText(product: Packing, words: Words): string {
  const w = words.products
  const sold = w.soldByChoice[product.soldBy]
  return product.soldBy === 'hard-good'
    ? sold
    : `${sold} · ${w.unitTypeChoice[product.unitType].toLowerCase()}`
}
