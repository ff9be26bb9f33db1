import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalRow, openRowSum } from './row-sum.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()
const product = { code: 'R1', description: 'Rose', priceAE4: 12_000, active: true }

test('a field that was never written equals the empty one, in any order of fields', () => {
  const written = { active: true, costE4: 0, description: 'Rose', code: 'R1', color: '', priceAE4: 12_000 }
  expect(canonicalRow('products', 'p', 4, written)).toBe(canonicalRow('products', 'p', 4, product))
  expect(canonicalRow('products', 'p', 4, { ...product, later: 0 })).toBe(
    canonicalRow('products', 'p', 4, product),
  )
})

test('every difference a person could see counts, and so does the revision', () => {
  const text = canonicalRow('products', 'p', 4, product)
  expect(canonicalRow('products', 'p', 5, product)).not.toBe(text)
  expect(canonicalRow('products', 'q', 4, product)).not.toBe(text)
  expect(canonicalRow('products', 'p', 4, { ...product, color: 'red' })).not.toBe(text)
  expect(canonicalRow('products', 'p', 4, { ...product, later: 'kept' })).not.toBe(text)
  // A credit limit of zero is not the same as none.
  const limit = (creditLimitCents: number | null) => canonicalRow('customers', 'c', 1, { creditLimitCents })
  expect(limit(0)).not.toBe(limit(null))
})

test('a sum does not depend on the order of its rows, and one row more or less changes it', () => {
  const sum = (...ids: string[]) => {
    const rows = openRowSum(digest)
    for (const id of ids) rows.add('products', id, 1, product)
    return rows.total()
  }
  expect(sum('a', 'b', 'c')).toEqual(sum('c', 'a', 'b'))
  expect(sum('a', 'b').sum).not.toBe(sum('a', 'b', 'c').sum)
  expect(sum()).toEqual({ rows: 0, sum: '0000000000000000' })
})
