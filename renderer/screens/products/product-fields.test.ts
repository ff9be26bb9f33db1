import { expect, test } from 'vitest'
import { PRODUCT } from '../../../shared/domain/product/product-fields.ts'
import { readEdits, readWhole, typeInto } from '../settings/edits.ts'
import { blankProduct, NEW_PRODUCT_KINDS, PRODUCT_FIELDS, PRODUCT_KINDS } from './product-fields.ts'

const rose = {
  ...blankProduct('p1'),
  code: 'RFR60',
  description: 'Rose Freedom Red 60cm',
  boxType: 'HB',
  bunchesPerBox: 12,
  stemsPerBunch: 25,
  priceAE4: 3_825,
  priceBE4: 12_345_000,
}

test('the form has every field of the command', () => {
  expect([...PRODUCT_FIELDS].sort()).toEqual(Object.keys(PRODUCT).sort())
})

test('every field reads back as it shows', () => {
  const { values, problems } = readWhole(PRODUCT_KINDS, {}, rose, PRODUCT_FIELDS)
  expect(problems).toEqual({})
  expect({ id: 'p1', ...values }).toEqual(rose)
})

function priceTyped(text: string) {
  return readEdits(PRODUCT_KINDS, typeInto(PRODUCT_KINDS, {}, rose, 'priceAE4', text), ['priceAE4'])
}

test.each([
  ['.42', 4_200],
  ['0,42', 4_200],
  ['0.4275', 4_275],
  ['1,234.5', 12_345_000],
])('a price of %j is %i ten-thousandths', (text, to) => {
  expect(priceTyped(text)).toEqual({ changes: { priceAE4: { from: 3_825, to } }, problems: {} })
})

test.each([
  ['0.42755', 'not-a-price'],
  ['', 'not-a-price'],
  ['free', 'not-a-price'],
  ['1,234', 'unclear-comma'],
])('a price of %j is none: %s', (text, problem) => {
  expect(priceTyped(text)).toEqual({ changes: {}, problems: { priceAE4: problem } })
})

test('a new product needs price A; empty prices B and C, cost and packing do not hold it up', () => {
  const blank = blankProduct('p2')
  const { values, problems } = readWhole(NEW_PRODUCT_KINDS, {}, blank, PRODUCT_FIELDS)
  expect(problems).toEqual({ priceAE4: 'not-a-price' })
  expect(values).toMatchObject({ priceBE4: 0, costE4: 0, bunchesPerBox: 0, active: true })
})

test('counts are whole numbers up to 9999', () => {
  const { stemsPerBunch } = PRODUCT_KINDS
  expect(stemsPerBunch.read(' 25 ')).toEqual({ value: 25 })
  expect(stemsPerBunch.read('9999')).toEqual({ value: 9999 })
  for (const text of ['10000', '2.5', '-1', 'x']) {
    expect(stemsPerBunch.read(text)).toEqual({ problems: { '': 'not-a-count' } })
  }
})
