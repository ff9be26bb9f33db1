import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deriveId, isId, newId } from './ids.ts'
import { seededRandom } from './seeded-random.ts'

const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 })

test('ids sort as they were made', () => {
  fc.assert(
    fc.property(instant, instant, fc.integer(), (a, b, seed) => {
      const random = seededRandom(seed)
      const [first, second] = [a, b].map(at => newId({ now: () => at }, random))
      expect(isId(first!)).toBe(true)
      if (a !== b) expect(first! < second!).toBe(a < b)
    }),
  )
})

test('every record of a command has an id of its own, the same wherever it is derived', () => {
  const commandId = newId({ now: () => Date.UTC(2026, 10, 25) }, seededRandom(7))
  const derived = Array.from({ length: 65_536 }, (_, n) => deriveId(commandId, n))
  expect(new Set(derived).size).toBe(65_536)
  expect(derived.every(isId)).toBe(true)
  expect(derived).not.toContain(commandId)
  expect(deriveId(commandId, 3)).toBe(derived[3])
})

test('commands do not derive each other’s ids', () => {
  const random = seededRandom(8)
  const at = { now: () => 0 }
  const heads = Array.from({ length: 1000 }, () => deriveId(newId(at, random), 0).slice(0, 32))
  expect(new Set(heads).size).toBe(1000)
})

test('what is no id, or out of range, derives nothing', () => {
  const commandId = newId({ now: () => 0 }, seededRandom(9))
  expect(() => deriveId('order', 0)).toThrow('not an id')
  for (const n of [-1, 1.5, 65_536]) expect(() => deriveId(commandId, n)).toThrow('out of range')
})
