import type { BoxType } from '../../shared/domain/company/company-row.ts'
import { orderLine } from '../../shared/domain/order/create-order.ts'
import type { OrderLineInput } from '../../shared/domain/order/order-fields.ts'
import type { OrderCharge, SoldAs } from '../../shared/domain/order/order-row.ts'
import { orderTotals } from '../../shared/domain/order/order-totals.ts'
import type { ProductRow } from '../../shared/domain/product/product-row.ts'
import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import type { DemoCustomer } from './demo-customers.ts'

/** What one order of this customer holds: 2 to 12 lines of what such customers buy. */
export function drawLines(
  random: SeededRandom,
  customer: DemoCustomer,
  products: readonly ProductRow[],
  newLineId: () => string,
): OrderLineInput[] {
  const wanted = random.chance(0.2) ? random.between(6, 12) : random.between(2, 6)
  const chosen = new Set<ProductRow>()
  while (chosen.size < wanted) chosen.add(random.pick(products))
  return [...chosen].map(product => lineOf(random, customer, product, newLineId()))
}

function lineOf(
  random: SeededRandom,
  customer: DemoCustomer,
  product: ProductRow,
  lineId: string,
): OrderLineInput {
  const soldAs = SOLD_AS[`${product.soldBy} ${product.unitType}`]!
  const boxed = product.soldBy === 'box'
  const piece = soldAs === 'unit-stem' ? product.stemsPerBunch : 1
  return {
    lineId,
    productId: product.id,
    description: product.description,
    soldAs,
    boxType: product.boxType,
    boxes: boxed ? random.between(1, customer.size) : 0,
    bunchesPerBox: product.bunchesPerBox,
    stemsPerBunch: product.stemsPerBunch,
    quantity: boxed ? 0 : random.between(1, 8) * customer.size * piece,
    priceE4: product[`price${customer.priceLevel}E4`],
    taxable: product.taxClass === 'standard',
  }
}

const SOLD_AS: Record<string, SoldAs> = {
  'box stem': 'box-stem',
  'box bunch': 'box-bunch',
  'unit stem': 'unit-stem',
  'unit bunch': 'unit-bunch',
  'hard-good stem': 'hard-good',
}

/** What an order with these lines comes to, fuel surcharge and tax included, in cents. */
export function totalOf(
  lines: readonly OrderLineInput[],
  taxBps: number,
  boxTypes: readonly BoxType[],
): number {
  const fuel: OrderCharge = { id: 'fuel', label: '', kind: 'fuel', rateBps: 0, amountCents: 0, frozen: false }
  const rows = lines.map((line, at) => orderLine('order', line, at + 1))
  return orderTotals(rows, [fuel], taxBps, boxTypes).totalCents
}
