import { expect, test } from 'vitest'
import { createRateLimiter } from './rate-limits.ts'

test('gives each key its share and refills it with time', () => {
  let now = 0
  const limiter = createRateLimiter({ now: () => now }, { perMinute: 3 })
  const takes = (key: string, times: number) => Array.from({ length: times }, () => limiter.take(key))
  expect(takes('a', 4)).toEqual([true, true, true, false])
  expect(limiter.take('b')).toBe(true)
  now += 20_000
  expect(takes('a', 2)).toEqual([true, false])
  now += 3_600_000
  expect(takes('a', 4)).toEqual([true, true, true, false])
})

test('a clock that goes back gives nothing', () => {
  let now = 100_000
  const limiter = createRateLimiter({ now: () => now }, { perMinute: 1 })
  expect(limiter.take('a')).toBe(true)
  now = 0
  expect(limiter.take('a')).toBe(false)
})

test('forgets who was seen longest ago, so its memory is bounded', () => {
  const limiter = createRateLimiter({ now: () => 0 }, { perMinute: 1 }, 2)
  expect([limiter.take('a'), limiter.take('b'), limiter.take('a'), limiter.take('c')]).toEqual([
    true,
    true,
    false,
    true,
  ])
  expect(limiter.take('a')).toBe(false)
  expect(limiter.take('b')).toBe(true)
})
