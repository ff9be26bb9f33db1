import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { OrderLineInput } from '../../../shared/domain/order/order-fields.ts'
import type { SoldAs } from '../../../shared/domain/order/order-row.ts'
import type { ProductRow } from '../../../shared/domain/product/product-row.ts'

/**
 * The line a product starts as: its packing, the price of the customer's level, and the smallest quantity that can
 * stand (one box, one bunch, one bunch's stems, one piece).
 */
export function lineOfProduct(
  product: ProductRow,
  level: CustomerRow['priceLevel'],
  lineId: string,
): OrderLineInput {
  const soldAs = soldAsOf(product)
  const inBoxes = product.soldBy === 'box'
  return {
    lineId,
    productId: product.id,
    description: product.description,
    soldAs,
    boxType: inBoxes ? product.boxType : '',
    boxes: inBoxes ? 1 : 0,
    bunchesPerBox: inBoxes ? product.bunchesPerBox : 0,
    stemsPerBunch: soldAs === 'hard-good' ? 0 : product.stemsPerBunch,
    quantity: firstQuantity(soldAs, product),
    priceE4: priceAt(product, level),
    taxable: product.taxClass === 'standard',
  }
}

/** A product's price at a price level, in ten-thousandths. */
export function priceAt(product: ProductRow, level: CustomerRow['priceLevel']): number {
  if (level === 'A') return product.priceAE4
  return level === 'B' ? product.priceBE4 : product.priceCE4
}

function soldAsOf(product: ProductRow): SoldAs {
  if (product.soldBy === 'hard-good') return 'hard-good'
  return `${product.soldBy}-${product.unitType}`
}

function firstQuantity(soldAs: SoldAs, product: ProductRow): number {
  if (soldAs === 'unit-stem') return Math.max(1, product.stemsPerBunch)
  return soldAs === 'unit-bunch' || soldAs === 'hard-good' ? 1 : 0
}
