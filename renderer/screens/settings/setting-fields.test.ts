import { expect, test } from 'vitest'
import { STARTER_SETTINGS } from '../../../shared/domain/company/starter-settings.ts'
import { SETTING_KINDS } from './setting-fields.ts'

const { terms, boxTypes, addressLines, linkHours, charges, carriers, nsfFeeCents, financeChargeBps } =
  SETTING_KINDS

test('lists read back as they were', () => {
  expect(terms.read(terms.typed(STARTER_SETTINGS.terms))).toEqual({ value: STARTER_SETTINGS.terms })
  const boxes = [
    { code: 'HB', name: 'Half box', fuelCents: 200 },
    { code: 'QB', name: 'Quarter box', fuelCents: 123_456 },
    { code: 'EB', name: 'Eighth box', fuelCents: 0 },
  ]
  expect(boxTypes.read(boxTypes.typed(boxes))).toEqual({ value: boxes })
})

function fuel(text: string) {
  return boxTypes.read([{ key: '0', code: 'HB', name: 'Half box', fuel: text }])
}

test.each([
  ['2', 200],
  ['2.5', 250],
  ['2,5', 250],
  ['.07', 7],
  ['', 0],
])('a surcharge of %j is %i cents', (text, fuelCents) => {
  expect(fuel(text)).toEqual({ value: [{ code: 'HB', name: 'Half box', fuelCents }] })
})

test.each([
  ['2.255', 'not-an-amount'],
  ['two', 'not-an-amount'],
  ['-1', 'not-an-amount'],
  ['2,250', 'unclear-comma'],
])('a surcharge of %j is no amount: %s', (text, problem) => {
  expect(fuel(text)).toEqual({ problems: { '0.fuel': problem } })
})

test('days and a code that is there twice are named with their row', () => {
  const typed = [
    { key: 'a', code: 'NET30', name: 'Net 30', days: '30' },
    { key: 'b', code: ' net30', name: 'Again', days: '366' },
    { key: 'c', code: 'COD', name: 'COD', days: '' },
  ]
  expect(terms.read(typed)).toEqual({
    problems: { '1.days': 'not-days', '1.code': 'there-twice', '2.days': 'not-days' },
  })
})

test('rows without a code are left to the schema, not called twins', () => {
  const blank = { code: '', name: '', days: '0' }
  expect(
    terms.read([
      { key: 'a', ...blank },
      { key: 'b', ...blank },
    ]),
  ).toHaveProperty('value')
})

test('an address is its lines without the empty ones, and at most six', () => {
  expect(addressLines.read(' 1 Flower St \n\nMiami\n')).toEqual({ value: ['1 Flower St', 'Miami'] })
  expect(addressLines.typed(['1 Flower St', 'Miami'])).toBe('1 Flower St\nMiami')
  expect(addressLines.read('1\n2\n3\n4\n5\n6\n7')).toEqual({ problems: { '': 'too-many-lines' } })
})

test.each(['0', '721', '', '1.5', 'x'])('%j is no number of hours', text => {
  expect(linkHours.read(text)).toEqual({ problems: { '': 'not-hours' } })
})

test('hours from 1 to 720 are taken', () => {
  expect(linkHours.read('1')).toEqual({ value: 1 })
  expect(linkHours.read(' 720 ')).toEqual({ value: 720 })
})

test('charges read back as they were, each with the figure of its kind', () => {
  expect(charges.read(charges.typed(STARTER_SETTINGS.charges))).toEqual({ value: STARTER_SETTINGS.charges })
  expect(charges.typed(STARTER_SETTINGS.charges).map(({ figure }) => figure)).toEqual(['', '25.00', '2'])
})

test('a charge that changes its kind keeps no figure of the old one', () => {
  const [, delivery] = charges.typed(STARTER_SETTINGS.charges)
  expect(charges.read([{ ...delivery!, kind: 'percent', figure: '2.5' }])).toEqual({
    value: [
      {
        id: 'delivery',
        label: 'Delivery',
        kind: 'percent',
        rateBps: 250,
        amountCents: 0,
        onNewOrders: false,
      },
    ],
  })
  expect(charges.read([{ ...delivery!, kind: 'fuel' }])).toMatchObject({
    value: [{ amountCents: 0, rateBps: 0 }],
  })
})

test('what is wrong with a charge is named with its row', () => {
  const row = { kind: 'percent' as const, onNewOrders: false }
  expect(
    charges.read([
      { key: 'a', label: 'Handling', figure: '101', ...row },
      { key: 'b', label: 'handling', figure: '2', ...row },
      { key: 'c', label: 'Box', figure: 'two', ...row, kind: 'fixed' },
    ]),
  ).toEqual({
    problems: { '0.figure': 'not-a-percent', '1.label': 'name-twice', '2.figure': 'not-an-amount' },
  })
})

test('a name may be in a list once', () => {
  expect(carriers.read(carriers.typed(['Pick up', 'Own truck']))).toEqual({ value: ['Pick up', 'Own truck'] })
  expect(
    carriers.read([
      { key: 'a', name: 'Pick up' },
      { key: 'b', name: ' pick UP' },
    ]),
  ).toEqual({
    problems: { '1.name': 'name-twice' },
  })
})

test('a fee is an amount and a rate a percentage; nothing typed is none', () => {
  expect(nsfFeeCents.typed(3500)).toBe('35.00')
  expect(nsfFeeCents.read('35')).toEqual({ value: 3500 })
  expect(nsfFeeCents.read('')).toEqual({ value: 0 })
  expect(financeChargeBps.typed(150)).toBe('1.5')
  expect(financeChargeBps.read('1,5')).toEqual({ value: 150 })
  expect(financeChargeBps.read('100.01')).toEqual({ problems: { '': 'not-a-percent' } })
})

test('mails in a minute are a count from 1 to 6000', () => {
  expect(SETTING_KINDS.mailsPerMinute.read('6000')).toEqual({ value: 6000 })
  for (const text of ['0', '6001', '', 'x']) {
    expect(SETTING_KINDS.mailsPerMinute.read(text)).toEqual({ problems: { '': 'not-a-rate' } })
  }
})
