import { expect, test } from 'vitest'
import { createTestClock } from '../testing/each-engine.ts'
import { createTryLimit } from './try-limit.ts'

test('a key has its tries in any window, others theirs', () => {
  const clock = createTestClock()
  const limit = createTryLimit(clock, 2, 1000)
  expect([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([
    true,
    true,
    false,
    true,
  ])
  clock.pass(999)
  expect(limit.take('a')).toBe(false)
  clock.pass(1)
  expect([limit.take('a'), limit.take('a'), limit.take('a')]).toEqual([true, true, false])
})

test('a try given back is not counted', () => {
  const limit = createTryLimit(createTestClock(), 1, 1000)
  limit.take('a')
  limit.giveBack('a')
  expect(limit.take('a')).toBe(true)
})

test('only so many keys are remembered, the oldest forgotten first', () => {
  const limit = createTryLimit(createTestClock(), 1, 1000, 2)
  for (const key of ['a', 'b', 'c']) limit.take(key)
  expect(limit.take('c')).toBe(false)
  expect(limit.take('b')).toBe(false)
  expect(limit.take('a')).toBe(true)
})
