import { expect, test } from 'vitest'
import { createRandomPool } from './random-pool.ts'

test('hands out each byte once, in the counts asked for', () => {
  let drawn = 0
  const source = { bytes: (count: number) => Uint8Array.from({ length: count }, () => drawn++ % 251) }
  const pool = createRandomPool(source)
  const got = [...pool.bytes(9), ...pool.bytes(12), ...pool.bytes(0), ...pool.bytes(4000)]
  expect(got).toEqual(Array.from({ length: 4021 }, (_, at) => at % 251))
  expect(pool.bytes(100)).toHaveLength(100)
  expect(pool.bytes(5000)).toHaveLength(5000)
})

test('what it handed out stays as it is', () => {
  const pool = createRandomPool({ bytes: count => new Uint8Array(count) })
  const first = pool.bytes(4)
  first.fill(7)
  expect([...pool.bytes(4)]).toEqual([0, 0, 0, 0])
})
