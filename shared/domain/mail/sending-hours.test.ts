import { expect, test } from 'vitest'
import { nextSendingInstant, quietUntil, sendingInstant } from './sending-hours.ts'

const newYork = { timeZone: 'America/New_York', quietFromHour: 20, quietUntilHour: 7 }
const at = (text: string) => Date.parse(text)
const written = (instant: number | null) => instant && new Date(instant).toISOString()

test.each([
  ['2026-11-25T19:59:59-05:00', null],
  ['2026-11-25T20:00:00-05:00', '2026-11-26T12:00:00.000Z'],
  ['2026-11-26T03:00:00-05:00', '2026-11-26T12:00:00.000Z'],
  ['2026-11-26T07:00:00-05:00', null],
  // The clocks go forward at 2 and back at 2: the night is an hour shorter, or longer.
  ['2026-03-07T22:00:00-05:00', '2026-03-08T11:00:00.000Z'],
  ['2026-10-31T22:00:00-04:00', '2026-11-01T12:00:00.000Z'],
])('quiet at %s until %s', (instant, until) => {
  expect(written(quietUntil(newYork, at(instant)))).toBe(until)
})

test('quiet hours within a day, and none', () => {
  const siesta = { ...newYork, quietFromHour: 13, quietUntilHour: 15 }
  expect(written(quietUntil(siesta, at('2026-11-25T14:30:00-05:00')))).toBe('2026-11-25T20:00:00.000Z')
  expect(quietUntil(siesta, at('2026-11-25T12:59:00-05:00'))).toBeNull()
  expect(quietUntil({ ...newYork, quietFromHour: 7 }, at('2026-11-25T23:00:00-05:00'))).toBeNull()
})

test('an hour that is skipped comes right after the gap, one that comes twice counts once', () => {
  const awake = { ...newYork, quietFromHour: 0, quietUntilHour: 0 }
  expect(written(sendingInstant(awake, 2, '2026-03-08'))).toBe('2026-03-08T07:00:00.000Z')
  expect(written(sendingInstant(awake, 1, '2026-11-01'))).toBe('2026-11-01T05:00:00.000Z')
  expect(written(nextSendingInstant(awake, 1, at('2026-11-01T01:30:00-05:00')))).toBe(
    '2026-11-02T06:00:00.000Z',
  )
})

test('the next sending is today’s until it is past, and never in quiet hours', () => {
  expect(written(nextSendingInstant(newYork, 18, at('2026-11-25T18:00:00-05:00')))).toBe(
    '2026-11-25T23:00:00.000Z',
  )
  expect(written(nextSendingInstant(newYork, 18, at('2026-11-25T18:00:01-05:00')))).toBe(
    '2026-11-26T23:00:00.000Z',
  )
  expect(written(nextSendingInstant(newYork, 6, at('2026-11-25T06:30:00-05:00')))).toBe(
    '2026-11-25T12:00:00.000Z',
  )
  expect(written(sendingInstant(newYork, 22, '2026-11-25'))).toBe('2026-11-25T12:00:00.000Z')
})
