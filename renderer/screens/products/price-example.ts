import { extendCents } from '../../../shared/domain/money.ts'
import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import { formatCents, formatPriceE4 } from '../../parts/format-money.ts'
import type { Words } from '../../words/use-words.ts'

/** What the smallest quantity of a product comes to at price A, worked out; null while the packing is incomplete. */
export function priceExample(product: ProductRow, words: Words): string | null {
  const w = words.products
  const { soldBy, unitType, boxType, bunchesPerBox, stemsPerBunch, priceAE4 } = product
  const price = formatPriceE4(priceAE4)
  const total = (units: number) => formatCents(extendCents(units, priceAE4))
  if (soldBy === 'hard-good') return w.examplePiece(price)
  if (unitType === 'stem' && stemsPerBunch === 0) return null
  if (soldBy === 'unit') {
    return unitType === 'bunch'
      ? w.exampleUnitBunch(price)
      : w.exampleUnitStem(String(stemsPerBunch), price, total(stemsPerBunch))
  }
  if (boxType === '' || bunchesPerBox === 0) return null
  const bunches = String(bunchesPerBox)
  return unitType === 'bunch'
    ? w.exampleBoxBunch(boxType, bunches, price, total(bunchesPerBox))
    : w.exampleBoxStem(boxType, bunches, String(stemsPerBunch), price, total(bunchesPerBox * stemsPerBunch))
}
