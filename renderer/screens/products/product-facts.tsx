import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import { Facts } from '../../parts/facts.tsx'
import { formatPriceE4 } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import { packingText, soldByText } from './packing-text.ts'
import classes from './product-form.module.css'

/** A product for those who may not change it. */
export function ProductFacts({ product }: { product: ProductRow }) {
  const words = useWords()
  const w = words.products
  return (
    <>
      <p className={classes.readOnly}>{w.readOnly}</p>
      <Facts
        rows={[
          [w.code, product.code],
          [w.description, product.description],
          [w.category, product.category],
          [w.color, product.color],
          [w.gradeField, product.grade],
          [w.soldBy, soldByText(product, words)],
          [w.packing, packingText(product, words)],
          [w.priceA, formatPriceE4(product.priceAE4)],
          [w.priceB, formatPriceE4(product.priceBE4)],
          [w.priceC, formatPriceE4(product.priceCE4)],
          [w.cost, formatPriceE4(product.costE4)],
          [w.taxClass, w.taxClassChoice[product.taxClass]],
          [w.active, product.active ? w.yes : w.no],
        ]}
      />
    </>
  )
}
