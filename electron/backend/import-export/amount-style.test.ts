import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalMarkOf, readAmount } from './amount-style.ts'

test('amounts are read as people and programs write them', () => {
  const point = {
    '1,234.56': 123456,
    '$ 1,234.5': 123450,
    '(1,234.56)': -123456,
    '-12': -1200,
    '12.00-': -1200,
    '−3.10': -310,
    'USD 7.05': 705,
    '7.05 USD': 705,
    '$(2.50)': -250,
    '1 234.56': 123456,
    '1’234.56': 123456,
    '100.00 CR': -10000,
    '.5': 50,
    '0': 0,
    '1.100': 110,
  }
  for (const [text, cents] of Object.entries(point)) expect(readAmount(text, '.', 2), text).toBe(cents)
  const comma = {
    '1.234,56': 123456,
    '1234,5 €': 123450,
    '-1.000.000,00': -100000000,
    '€ 2,50': 250,
    '1.234': 123400,
  }
  for (const [text, cents] of Object.entries(comma)) expect(readAmount(text, ',', 2), text).toBe(cents)
})

test('what is no amount is not made into one', () => {
  for (const text of ['abc', '12-34', '1.2.3', '1,23,4', '--5', '12a', 'Net 30', '1,2345.00'])
    expect(readAmount(text, '.', 2), text).toBe('not-amount')
  expect(readAmount('0.3825', '.', 2)).toBe('too-precise')
  expect(readAmount('0.3825', '.', 4)).toBe(3825)
  expect(readAmount(12.345, '.', 2)).toBe('too-precise')
  expect(readAmount(0.1 + 0.2, '.', 2)).toBe(30)
  expect(readAmount(-1.005e3, '.', 2)).toBe(-100500)
})

test('all values of a column decide its mark; only what may be either asks', () => {
  expect(decimalMarkOf(['1.234', '2,50', ''])).toMatchObject({ mark: ',', isOpen: false })
  expect(decimalMarkOf(['1,234', '1,234,567'])).toMatchObject({ mark: '.', isOpen: false })
  expect(decimalMarkOf(['1.234', '2.500'])).toMatchObject({ isOpen: true, samples: ['1.234', '2.500'] })
  expect(decimalMarkOf(['0.500', '12'])).toMatchObject({ mark: '.', isOpen: false })
  expect(decimalMarkOf([1.234, 'x', undefined])).toMatchObject({ isOpen: false })
})

const written = fc.record({
  cents: fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }),
  mark: fc.constantFrom('.' as const, ',' as const),
  isGrouped: fc.boolean(),
  minus: fc.constantFrom('before', 'after', 'brackets'),
  currency: fc.constantFrom('', '$', '€ ', 'USD '),
})

test('property: what is written with two decimals is read back to the cent, in either style', () => {
  fc.assert(
    fc.property(written, one => {
      const text = write(one)
      expect(readAmount(text, one.mark, 2)).toBe(one.cents === 0 ? 0 : one.cents)
      expect(decimalMarkOf([text])).toMatchObject({ mark: one.mark, isOpen: false })
    }),
    { numRuns: 2000 },
  )
})

test('property: no text at all makes reading throw, and numbers are whole', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('.' as const, ',' as const), (text, mark) => {
      const read = readAmount(text, mark, 2)
      expect(typeof read === 'string' || Number.isSafeInteger(read)).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

function write({
  cents,
  mark,
  isGrouped,
  minus,
  currency,
}: ReturnType<(typeof written)['generate']>['value']): string {
  const positive = Math.abs(cents)
  const group = mark === '.' ? ',' : '.'
  const whole = String(Math.floor(positive / 100))
  const grouped = isGrouped ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole
  const text = `${currency}${grouped}${mark}${String(positive % 100).padStart(2, '0')}`
  if (cents >= 0) return text
  return minus === 'before' ? `-${text}` : minus === 'after' ? `${text}-` : `(${text})`
}
