import { expect, test } from 'vitest'
import { readAmount } from './read-amount.ts'

test.each([
  ['80', '.', 80_00],
  ['80.5', '.', 80_50],
  [' $1,234.50 ', '.', 1_234_50],
  ['1234,5', '.', 1_234_50],
  ['1.234,50', ',', 1_234_50],
  ['1.234', ',', 1_234_00],
  ['1,234', '.', 1_234_00],
  ['1,234,567.89', '.', 1_234_567_89],
  ['USD 12', '.', 12_00],
])('%s is an amount where cents follow %s', (text, decimal, cents) => {
  expect(readAmount(text, decimal, 2)).toBe(cents)
})

test.each([
  ['', '.'],
  ['abc', '.'],
  ['-5', '.'],
  ['1.234', '.'],
  ['1,234', ','],
  ['1,234,56', '.'],
  ['1.234,567', '.'],
  ['1,23.4', '.'],
  ['1e3', '.'],
  ['9999999999', '.'],
])('%s is none where cents follow %s', (text, decimal) => {
  expect(readAmount(text, decimal, 2)).toBeNull()
})

test('a currency without cents takes none', () => {
  expect(readAmount('5,000', '.', 0)).toBe(5_000)
  expect(readAmount('5.5', '.', 0)).toBeNull()
})
