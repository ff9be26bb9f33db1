import { expect, test } from 'vitest'
import { seededRandom } from './seeded-random.ts'

test('a seed gives one stream, another seed another', () => {
  const draw = (seed: number) => Array.from({ length: 20 }, seededRandom(seed).fraction)
  expect(draw(1)).toEqual(draw(1))
  expect(draw(1)).not.toEqual(draw(2))
})

test('draws stay within their bounds and reach both ends', () => {
  const random = seededRandom(3)
  const drawn = Array.from({ length: 2000 }, () => random.between(-2, 2))
  expect(new Set(drawn)).toEqual(new Set([-2, -1, 0, 1, 2]))
  expect(new Set(random.bytes(4000)).size).toBe(256)
})
