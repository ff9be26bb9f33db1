import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_CENTS } from '../../lib/parse.ts'
import type { BoxType } from '../company/company-row.ts'
import type { OrderCharge, OrderLineRow } from './order-row.ts'
import {
  checkLine,
  fuelSurchargeCents,
  type LineFigures,
  lineTotalCents,
  orderTotals,
} from './order-totals.ts'

const figures = (fields: Partial<LineFigures>): LineFigures => ({
  soldAs: 'hard-good',
  boxType: '',
  boxes: 0,
  bunchesPerBox: 0,
  stemsPerBunch: 0,
  quantity: 0,
  priceE4: 0,
  ...fields,
})

const box = (boxType: string, boxes: number, bunchesPerBox: number, stemsPerBunch: number, priceE4: number) =>
  figures({
    soldAs: stemsPerBunch > 0 ? 'box-stem' : 'box-bunch',
    boxType,
    boxes,
    bunchesPerBox,
    stemsPerBunch,
    priceE4,
  })

const unit = (quantity: number, stemsPerBunch: number, priceE4: number) =>
  figures({ soldAs: stemsPerBunch > 0 ? 'unit-stem' : 'unit-bunch', quantity, stemsPerBunch, priceE4 })

test.each([
  ['box by stem', box('HB', 2, 12, 25, 3800), 228_00],
  ['box by bunch', box('QB', 3, 10, 0, 47_500), 142_50],
  ['box by stem, quarter cents', box('QB', 2, 20, 20, 1825), 146_00],
  ['unit by bunch', unit(12, 0, 62_000), 74_40],
  ['unit by stem', unit(50, 25, 3825), 19_13],
  ['hard good', figures({ quantity: 3, priceE4: 42_500 }), 12_75],
  ['nothing charged', figures({ quantity: 3 }), 0],
])('%s', (_, line, totalCents) => {
  expect(checkLine(line)).toBeNull()
  expect(lineTotalCents(line)).toBe(totalCents)
})

test.each([
  ['no boxes', box('HB', 0, 12, 25, 3800), 'quantity-required', 'boxes'],
  ['no bunches', box('HB', 1, 0, 25, 3800), 'quantity-required', 'bunchesPerBox'],
  ['no stems', { ...box('HB', 1, 12, 25, 3800), stemsPerBunch: 0 }, 'quantity-required', 'stemsPerBunch'],
  ['no box type', box('', 1, 12, 25, 3800), 'box-type-required', 'boxType'],
  ['nothing', figures({}), 'quantity-required', 'quantity'],
  ['stems of half a bunch', unit(30, 25, 3800), 'stems-not-whole-bunches', 'quantity'],
  [
    'stems without a bunch',
    { ...unit(30, 25, 3800), stemsPerBunch: 0 },
    'quantity-required',
    'stemsPerBunch',
  ],
  [
    'more than money holds',
    figures({ quantity: 9_999_999, priceE4: 9_999_999_999 }),
    'amount-too-large',
    'priceE4',
  ],
])('a line with %s is refused at its field', (_, line, code, field) => {
  expect(checkLine(line)).toMatchObject({ code, field })
})

test('a refusal for stems says how many and how many there are to a bunch', () => {
  expect(checkLine(unit(30, 25, 3800))?.params).toEqual({ quantity: 30, stemsPerBunch: 25 })
})

const RATES: BoxType[] = [
  { code: 'HB', name: '', fuelCents: 200 },
  { code: 'QB', name: '', fuelCents: 150 },
]

test('fuel is boxes times the rate of their type', () => {
  const lines = [box('HB', 2, 12, 25, 3800), box('QB', 10, 10, 0, 1), box('HB', 7, 1, 1, 1)]
  expect(fuelSurchargeCents(lines, RATES)).toBe(33_00)
  expect(fuelSurchargeCents([box('EB', 4, 1, 1, 1), unit(12, 0, 1)], RATES)).toBe(0)
})

const row = (line: LineFigures, taxable = false): OrderLineRow => ({
  id: '',
  orderId: '',
  position: 1,
  productId: null,
  description: '',
  taxable,
  ...line,
  totalCents: lineTotalCents(line),
  editedBy: {},
})

const charge = (fields: Partial<OrderCharge>): OrderCharge => ({
  id: 'c',
  label: '',
  kind: 'fixed',
  rateBps: 0,
  amountCents: 0,
  frozen: false,
  ...fields,
})

test('the order of the picture: lines, fuel, no tax', () => {
  const lines = [
    row(box('HB', 2, 12, 25, 3800)),
    row(box('QB', 3, 10, 0, 47_500)),
    row(box('QB', 2, 20, 20, 1825)),
    row(unit(12, 0, 62_000)),
  ]
  expect(orderTotals(lines, [charge({ kind: 'fuel' })], 0, RATES)).toMatchObject({
    boxes: 7,
    linesCents: 590_90,
    chargesCents: 11_50,
    taxCents: 0,
    totalCents: 602_40,
  })
})

test('tax is one figure on the sum of the taxable lines', () => {
  const piece = (priceE4: number) => figures({ quantity: 1, priceE4 })
  const lines = [row(piece(1050), true), row(piece(1050), true), row(piece(99_000))]
  // Two lines of 11 cents: 7.5 % of 22 is 1.65; line by line it would be 0.825 twice.
  expect(orderTotals(lines, [], 750, [])).toMatchObject({ linesCents: 10_12, taxCents: 2, totalCents: 10_14 })
  // 8.875 % of 4,000.00.
  const taxed = [row(piece(4_000_0000), true)]
  expect(orderTotals(taxed, [], 887.5, [])).toMatchObject({ taxCents: 355_00, totalCents: 4_355_00 })
})

test('a percent charge follows the lines until a hand edit freezes it', () => {
  const lines = [row(figures({ quantity: 1, priceE4: 100_0000 }))]
  const percent = charge({ kind: 'percent', rateBps: 250 })
  expect(orderTotals(lines, [percent], 0, []).chargesCents).toBe(2_50)
  expect(orderTotals(lines, [{ ...percent, amountCents: 1_00, frozen: true }], 0, []).chargesCents).toBe(1_00)
  expect(
    orderTotals(lines, [charge({ kind: 'fuel', amountCents: 7, frozen: true })], 0, RATES).chargesCents,
  ).toBe(7)
})

test('charges together never fall below zero', () => {
  const lines = [row(figures({ quantity: 1, priceE4: 100_0000 }))]
  const charges = [charge({ amountCents: -500_00 }), charge({ amountCents: 100_00 })]
  expect(orderTotals(lines, charges, 0, [])).toMatchObject({ chargesCents: 0, totalCents: 100_00 })
})

const anyLine = fc
  .record({
    soldAs: fc.constantFrom('box-stem', 'box-bunch', 'unit-bunch', 'unit-stem', 'hard-good'),
    boxType: fc.constantFrom('HB', 'QB', 'XX'),
    boxes: fc.nat(99_999),
    bunchesPerBox: fc.nat(9_999),
    stemsPerBunch: fc.nat(9_999),
    quantity: fc.nat(9_999_999),
    priceE4: fc.nat(9_999_999_999),
  })
  .map(fields => figures(fields as Partial<LineFigures>))

test('a line that is let through is money that is counted exactly', () => {
  fc.assert(
    fc.property(anyLine, line => {
      if (checkLine(line)) return
      const totalCents = lineTotalCents(line)
      expect(Number.isSafeInteger(totalCents)).toBe(true)
      expect(totalCents).toBeGreaterThanOrEqual(0)
      expect(totalCents).toBeLessThanOrEqual(MAX_CENTS)
    }),
  )
})

test('an order total is the sum of what is printed above it', () => {
  fc.assert(
    fc.property(
      fc.array(
        anyLine.filter(line => checkLine(line) === null),
        { maxLength: 20 },
      ),
      fc.nat(10_000),
      (lines, taxBps) => {
        const total = orderTotals(
          lines.map(line => row(line, line.quantity % 2 === 0)),
          [charge({ kind: 'fuel' })],
          taxBps,
          RATES,
        )
        expect(total.totalCents).toBe(total.linesCents + total.chargesCents + total.taxCents)
      },
    ),
  )
})
