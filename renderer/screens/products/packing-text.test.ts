import { expect, test } from 'vitest'
import { parts } from '../../words/parts.ts'
import { products } from '../../words/products.ts'
import type { Words } from '../../words/use-words.ts'
import { packingText, soldByText } from './packing-text.ts'
import { priceExample } from './price-example.ts'
import { blankProduct } from './product-fields.ts'

const words = { products: products.en, parts: parts.en } as Words
const box = { ...blankProduct('p'), boxType: 'HB', bunchesPerBox: 12, stemsPerBunch: 25, priceAE4: 3_800 }

test.each([
  [box, 'HB · 12 × 25', 'Box · stem', '1 HB = 12 bunches × 25 stems × 0.38 = 114.00'],
  [
    { ...box, unitType: 'bunch' as const, stemsPerBunch: 0, priceAE4: 47_500 },
    'HB · 12',
    'Box · bunch',
    '1 HB = 12 bunches × 4.75 = 57.00',
  ],
  [
    { ...box, soldBy: 'unit' as const, priceAE4: 3_825 },
    'Bunch of 25',
    'Unit · stem',
    '1 bunch = 25 stems × 0.3825 = 9.56',
  ],
  [
    { ...box, soldBy: 'unit' as const, unitType: 'bunch' as const },
    'Bunch of 25',
    'Unit · bunch',
    '1 bunch = 0.38',
  ],
  [{ ...box, soldBy: 'hard-good' as const }, '—', 'Hard good', '1 piece = 0.38'],
])('packing, what is sold, and what it comes to', (product, packing, sold, example) => {
  expect(packingText(product, words)).toBe(packing)
  expect(soldByText(product, words)).toBe(sold)
  expect(priceExample(product, words)).toBe(example)
})

test('an incomplete packing has no example', () => {
  expect(priceExample({ ...box, boxType: '' }, words)).toBeNull()
  expect(priceExample({ ...box, bunchesPerBox: 0 }, words)).toBeNull()
  expect(priceExample({ ...box, stemsPerBunch: 0 }, words)).toBeNull()
  expect(packingText(blankProduct('p'), words)).toBe('—')
})
