import { expect, test } from 'vitest'
import { readTypedDate } from './read-typed-date.ts'

test('a date is read in the order of the language', () => {
  expect(readTypedDate('11/27', '2026-11-24', true)).toBe('2026-11-27')
  expect(readTypedDate('27/11', '2026-11-24', false)).toBe('2026-11-27')
  expect(readTypedDate('27.11.26', '2026-11-24', false)).toBe('2026-11-27')
  expect(readTypedDate('13/27', '2026-11-24', true)).toBeNull()
})

test('a date without a year that is long past means next year', () => {
  expect(readTypedDate('1/4', '2026-12-30', true)).toBe('2027-01-04')
  expect(readTypedDate('12/28', '2026-12-30', true)).toBe('2026-12-28')
  expect(readTypedDate('2/29', '2027-12-30', true)).toBe('2028-02-29')
})

test('a weekday is the next such day, never today', () => {
  expect(readTypedDate('fri', '2026-11-24', true)).toBe('2026-11-27')
  expect(readTypedDate('tue', '2026-11-24', true)).toBe('2026-12-01')
  expect(readTypedDate('Miércoles', '2026-11-24', false)).toBe('2026-11-25')
})

test('a count of days is from today', () => {
  expect(readTypedDate('mañana', '2026-11-30', false)).toBe('2026-12-01')
  expect(readTypedDate('Yesterday', '2026-12-01', true)).toBe('2026-11-30')
  expect(readTypedDate('ayer', '2026-12-01', false)).toBe('2026-11-30')
  expect(readTypedDate('Today', '2026-11-30', true)).toBe('2026-11-30')
  expect(readTypedDate('+3', '2026-11-29', true)).toBe('2026-12-02')
})

test('what is no date is null', () => {
  expect(readTypedDate('soon', '2026-11-24', true)).toBeNull()
  expect(readTypedDate('', '2026-11-24', true)).toBeNull()
})

test('a date as the form shows it is read back', () => {
  expect(readTypedDate('Wed, Nov 25, 2026', '2026-11-24', true)).toBe('2026-11-25')
  expect(readTypedDate('mié, 25 de nov de 2026', '2026-11-24', false)).toBe('2026-11-25')
  expect(readTypedDate('mié, 25 nov 2026', '2026-11-24', false)).toBe('2026-11-25')
  expect(readTypedDate('25 nov', '2026-11-24', false)).toBe('2026-11-25')
  expect(readTypedDate('Foo 25', '2026-11-24', true)).toBeNull()
})
