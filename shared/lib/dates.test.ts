import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, businessDateAt, daysBetween, isBusinessDate, latestOf } from './dates.ts'

const day = fc
  .date({ min: new Date('1901-01-01'), max: new Date('2198-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

test('adding days and counting them are inverse', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -300, max: 300 }), (from, days) => {
      const to = addDays(from, days)
      expect(isBusinessDate(to)).toBe(true)
      expect(daysBetween(from, to)).toBe(days)
    }),
  )
})

test.each([
  ['2026-01-31', 30, '2026-03-02'],
  ['2028-01-31', 30, '2028-03-01'],
  ['2028-02-29', 365, '2029-02-28'],
  ['2026-12-31', 1, '2027-01-01'],
])('%s and %i days is %s', (from, days, to) => {
  expect(addDays(from, days)).toBe(to)
})

test('the business date is the one on the wall of the company, not in UTC', () => {
  const lateEvening = Date.UTC(2026, 10, 26, 4, 59)
  expect(businessDateAt(lateEvening, 'America/New_York')).toBe('2026-11-25')
  expect(businessDateAt(lateEvening + 60_000, 'America/New_York')).toBe('2026-11-26')
  expect(businessDateAt(lateEvening, 'Europe/Amsterdam')).toBe('2026-11-26')
})

test('a day of 23 and one of 25 hours are days like any other', () => {
  expect(businessDateAt(Date.UTC(2026, 2, 8, 4, 59), 'America/New_York')).toBe('2026-03-07')
  expect(businessDateAt(Date.UTC(2026, 2, 9, 3, 59), 'America/New_York')).toBe('2026-03-08')
  expect(businessDateAt(Date.UTC(2026, 10, 2, 4, 59), 'America/New_York')).toBe('2026-11-01')
})

test('the latest of dates, in whatever order they come', () => {
  expect(latestOf('2026-11-25')).toBe('2026-11-25')
  expect(latestOf('2026-11-25', '2026-12-01', '2025-12-31')).toBe('2026-12-01')
})
