import { expect, test } from 'vitest'
import { readText, textOf } from './field-text.ts'

test('a price keeps up to four decimals, with a point or a comma', () => {
  expect(readText('priceE4', '0.3825')).toEqual({ value: 3825 })
  expect(readText('priceE4', '.38')).toEqual({ value: 3800 })
  expect(readText('priceE4', '0,38')).toEqual({ value: 3800 })
  expect(readText('priceE4', '12')).toEqual({ value: 120_000 })
  expect(readText('priceE4', '1,234.50')).toEqual({ value: 12_345_000 })
  expect(readText('priceE4', '1.234,50')).toEqual({ value: 12_345_000 })
})

test('a price that could mean two amounts is not guessed', () => {
  expect(readText('priceE4', '1,234')).toEqual({ problem: 'unclear-comma' })
  expect(readText('priceE4', '0,382')).toEqual({ value: 3820 })
})

test('what is no price is said to be none', () => {
  for (const text of ['', '-1', '1.23456', 'abc', '1.2.3', ',', '12345678']) {
    expect(readText('priceE4', text), text).toEqual({ problem: 'not-a-price' })
  }
})

test('a count is whole and within what the order holds', () => {
  expect(readText('boxes', ' 12 ')).toEqual({ value: 12 })
  for (const text of ['', '1.5', '1e3']) {
    expect(readText('boxes', text), text).toEqual({ problem: 'not-a-count' })
  }
  expect(readText('boxes', '99999')).toEqual({ value: 99_999 })
  for (const text of ['100000', '99999999', '12345678901234567890']) {
    expect(readText('boxes', text), text).toEqual({ problem: 'over-99999' })
  }
  expect(readText('stemsPerBunch', '10000')).toEqual({ problem: 'over-9999' })
  expect(readText('boxes', '-2')).toEqual({ problem: 'less-than-one' })
})

test('a price is shown with two decimals, or as many as it has', () => {
  expect(textOf('priceE4', 3800)).toBe('0.38')
  expect(textOf('priceE4', 3825)).toBe('0.3825')
  expect(textOf('priceE4', 3820)).toBe('0.382')
  expect(textOf('priceE4', 47_500)).toBe('4.75')
  expect(textOf('priceE4', 60_000)).toBe('6.00')
})

test('what is shown is read back as the same value', () => {
  for (const value of [0, 1, 99, 100, 3825, 10_000, 123_456, 9_999_999_999]) {
    expect(readText('priceE4', textOf('priceE4', value))).toEqual({ value })
  }
  expect(readText('shipToId', textOf('shipToId', null))).toEqual({ value: null })
  expect(readText('shipOn', textOf('shipOn', '2026-11-25'))).toEqual({ value: '2026-11-25' })
})

test('a text that is too long is refused, never cut', () => {
  expect(readText('poNumber', 'x'.repeat(61))).toEqual({ problem: 'too-long' })
  expect(readText('poNumber', ' x ')).toEqual({ value: 'x' })
})
