import { expect, test } from 'vitest'
import type { CreditableLine, CreditStart } from '../../../shared/protocol/credits-asks.ts'
import {
  type CreditDraft,
  creditCents,
  creditProblems,
  draftOf,
  emptyCredit,
  fieldOfRefusal,
  linesOf,
  onDay,
  parseCount,
  withCharge,
  withDate,
  withLineAmount,
  withQuantity,
  withTickedLine,
} from './credit-draft.ts'

const TODAY = '2026-11-25'

test('a draft begun the day before is of today, unless a date was typed or it is a credit’s own', () => {
  const begun = emptyCredit('k', '2026-11-24')
  expect(onDay(begun, TODAY)).toEqual({ ...begun, creditedOn: TODAY })
  const typed = withDate(begun, '2026-11-20')
  expect(onDay(typed, TODAY)).toBe(typed)
  const written = {
    customerId: 'c',
    invoiceId: null,
    reason: 'Quality',
    creditedOn: '2026-11-24',
    note: '',
    lines: [],
  }
  expect(onDay(draftOf(begun, written, String), TODAY).creditedOn).toBe('2026-11-24')
})

const roses: CreditableLine = {
  id: 'roses',
  orderId: 'o',
  position: 1,
  productId: null,
  description: 'Rose Freedom',
  soldAs: 'box-stem',
  boxType: 'HB',
  boxes: 2,
  bunchesPerBox: 12,
  stemsPerBunch: 25,
  quantity: 0,
  priceE4: 3825,
  taxable: false,
  totalCents: 229_50,
  creditedCents: 0,
  creditedQuantity: 0,
}
const start = (fields: Partial<CreditStart> = {}) =>
  ({
    invoice: { totalCents: 300_00 },
    creditedCents: 0,
    lines: [roses],
    ...fields,
  }) as CreditStart

const draft = (fields: Partial<CreditDraft> = {}): CreditDraft => ({
  ...emptyCredit('k', TODAY),
  customerId: 'c',
  reason: 'Damaged',
  ...fields,
})

const said = (_: CreditableLine, count: number) => `${count} stems`

test('a quantity makes the amount, rounded once, and never more than is left of the line', () => {
  expect(withQuantity(draft(), roses, '25').lines.roses?.amount).toBe('9.56')
  expect(withQuantity(draft(), roses, '9999').lines.roses?.amount).toBe('229.50')
  const partly = { ...roses, creditedCents: 225_00 }
  expect(withQuantity(draft(), partly, '25').lines.roses?.amount).toBe('4.50')
  expect(withQuantity(draft(), roses, 'x').lines.roses).toEqual({ quantity: 'x', amount: '' })
})

test('the quantity stands in what the credit says, until another amount is typed', () => {
  const by25 = withQuantity(draft(), roses, '25')
  expect(linesOf(by25, [roses], said)).toEqual([
    { lineId: 'roses', description: 'Rose Freedom · 25 stems', amountCents: 9_56, quantity: 25 },
  ])
  const byHand = withLineAmount(by25, roses, '10')
  expect(linesOf(byHand, [roses], said)).toEqual([
    { lineId: 'roses', description: 'Rose Freedom', amountCents: 10_00 },
  ])
})

test('a quantity above what the line was sold and is not credited yet is a problem at its field', () => {
  const of = (quantity: string, line = roses) =>
    creditProblems(withQuantity(draft(), line, quantity), start({ lines: [line] }), TODAY)
  expect(of('600')).toEqual({})
  expect(of('601')).toEqual({ 'quantity.roses': { kind: 'overQuantity', most: 600 } })
  expect(of('101', { ...roses, creditedQuantity: 500, creditedCents: 1_00 })).toEqual({
    'quantity.roses': { kind: 'overQuantity', most: 100 },
  })
  const sent = [{ lineId: 'roses', description: 'Rose Freedom', amountCents: 1_00, quantity: 601 }]
  expect(fieldOfRefusal('lines.0.quantity', sent, draft())).toBe('quantity.roses')
})

test('a credit that is changed keeps how many it was for', () => {
  const lines = [{ lineId: 'roses', description: 'Rose Freedom · 25 stems', amountCents: 9_56, quantity: 25 }]
  const written = { customerId: 'c', invoiceId: 'i', reason: 'Damaged', creditedOn: TODAY, note: '', lines }
  expect(
    linesOf(
      draftOf(draft(), written, () => 'k'),
      [roses],
      said,
    ),
  ).toEqual(lines)
})

test('a ticked line is credited as a whole, or with what is left of it', () => {
  expect(withTickedLine(draft(), roses, true).lines.roses).toEqual({ quantity: '600', amount: '229.50' })
  const partly = { ...roses, creditedCents: 229_00 }
  expect(withTickedLine(draft(), partly, true).lines.roses).toEqual({ quantity: '', amount: '0.50' })
  expect(withTickedLine(withTickedLine(draft(), roses, true), roses, false).lines.roses?.amount).toBe('')
})

test('what is missing or too much is named at its field', () => {
  expect(creditProblems(draft(), start(), TODAY)).toEqual({ lines: { kind: 'lines' } })
  const wrong = draft({
    customerId: null,
    reason: ' ',
    creditedOn: '2026-11-26',
    lines: { roses: { quantity: 'two', amount: '229.51' } },
    free: [
      { key: 'a', description: '', amount: '5' },
      { key: 'b', description: 'Freight', amount: '' },
    ],
  })
  expect(creditProblems(wrong, start(), TODAY)).toEqual({
    customerId: { kind: 'customer' },
    reason: { kind: 'reason' },
    creditedOn: { kind: 'dateToCome' },
    'quantity.roses': { kind: 'quantityForm' },
    'lines.roses': { kind: 'overLine', mostCents: 229_50 },
    'what.a': { kind: 'freeDescription' },
    'free.b': { kind: 'amountForm' },
  })
  const over = draft({ free: [{ key: 'a', description: 'All', amount: '300.01' }] })
  expect(creditProblems(over, start(), TODAY)).toEqual({ lines: { kind: 'overInvoice', mostCents: 300_00 } })
  const shared = creditProblems(over, start({ creditedCents: 100_00 }), TODAY)
  expect(shared.lines).toEqual({ kind: 'overInvoice', mostCents: 200_00 })
  expect(creditProblems(over, start({ invoice: null, lines: [] }), TODAY)).toEqual({})
})

test('a credit that is changed comes back as it was said', () => {
  const lines = [
    { lineId: 'roses', description: 'Rose Freedom · 25 stems', amountCents: 9_56 },
    { lineId: null, description: 'Freight', amountCents: 5_00 },
  ]
  const written = { customerId: 'c', invoiceId: 'i', reason: 'Late', creditedOn: '2026-11-20', note: 'n' }
  const back = draftOf(emptyCredit('k', TODAY), { ...written, lines }, () => 'f')
  expect(back).toMatchObject({ ...written, free: [{ key: 'f', description: 'Freight', amount: '5.00' }] })
  expect(linesOf(back, [roses], said)).toEqual(lines)
  expect(creditCents(back)).toBe(14_56)
  expect(linesOf(withLineAmount(back, roses, '9'), [roses], said)[0]?.description).toBe('Rose Freedom')
})

test('a refusal of a line goes to the line it was typed at', () => {
  const typed = draft({
    lines: { roses: { quantity: '', amount: '1' } },
    free: [
      { key: 'empty', description: '', amount: '' },
      { key: 'own', description: 'Freight', amount: '2' },
    ],
  })
  const sent = linesOf(typed, [roses], said)
  expect(fieldOfRefusal('lines.0.amountCents', sent, typed)).toBe('lines.roses')
  expect(fieldOfRefusal('lines.1', sent, typed)).toBe('free.own')
  expect(fieldOfRefusal('invoiceId', sent, typed)).toBe('invoiceId')
  expect(fieldOfRefusal('number', sent, typed)).toBeNull()
})

test('a charge of the order takes the place of an empty line, else it comes last', () => {
  const begun = draft({ free: [{ key: 'empty', description: '', amount: '' }] })
  const fuel = withCharge(begun, 'f', 'Fuel surcharge', 11_50)
  expect(fuel.free).toEqual([{ key: 'f', description: 'Fuel surcharge', amount: '11.50' }])
  expect(withCharge(fuel, 'd', 'Delivery', 25_00).free.map(({ key }) => key)).toEqual(['f', 'd'])
})

test('counts are whole numbers', () => {
  expect(['25', ' 1,200 ', '0', '2.5', '', '-1'].map(parseCount)).toEqual([25, 1200, 0, null, null, null])
})
