import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { changesOf, mergeChanges, reversed, sameValue } from './changes.ts'

const line = { boxes: 5, priceE4: 3800, description: 'Rose', tags: ['a'] }

test('edits to different fields merge', () => {
  const mine = mergeChanges(line, { boxes: { from: 5, to: 8 } })
  expect(mergeChanges(mine as typeof line, { priceE4: { from: 3800, to: 3700 } })).toEqual({
    ...line,
    boxes: 8,
    priceE4: 3700,
  })
})

test('an edit to a field that changed meanwhile is refused with both values', () => {
  expect(mergeChanges({ ...line, boxes: 6 }, { boxes: { from: 5, to: 8 } })).toEqual({
    code: 'changed-meanwhile',
    params: { field: 'boxes', yours: 8, theirs: 6 },
    field: 'boxes',
  })
})

test('the same edit made twice is no conflict', () => {
  expect(mergeChanges({ ...line, boxes: 8 }, { boxes: { from: 5, to: 8 } })).toEqual({ ...line, boxes: 8 })
})

test('lists and objects are compared by what they hold', () => {
  expect(mergeChanges(line, { tags: { from: ['a'], to: ['a', 'b'] } })).toEqual({ ...line, tags: ['a', 'b'] })
  expect(mergeChanges(line, { tags: { from: ['x'], to: ['y'] } })).toMatchObject({
    params: { yours: '["y"]', theirs: '["a"]' },
  })
})

test('equality is that of plain JSON, key order aside', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(sameValue(a, structuredClone(a))).toBe(true)
      if (sameValue(a, b)) expect(a).toEqual(b)
    }),
  )
  expect(sameValue({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true)
  expect(sameValue([1], { 0: 1 })).toBe(false)
  expect(sameValue({ a: undefined }, { b: undefined })).toBe(false)
})

test('an edit of nothing, or of a field that is not there, does not parse', () => {
  const schema = changesOf({ boxes: z.int() })
  expect(schema.safeParse({}).success).toBe(false)
  expect(schema.safeParse({ boxes: { from: 1, to: 2 }, id: { from: 'a', to: 'b' } }).success).toBe(false)
  expect(schema.safeParse({ boxes: { from: 1, to: 2 } }).success).toBe(true)
})

test('edits taken back are the edits the other way around, and refused where someone edited since', () => {
  const row = { name: 'Bloem', phone: '1' }
  const changes = { phone: { from: '1', to: '2' } }
  const changed = mergeChanges(row, changes)
  expect(changed).toEqual({ name: 'Bloem', phone: '2' })
  expect(mergeChanges(changed as typeof row, reversed(changes))).toEqual(row)
  expect(mergeChanges({ name: 'Bloem', phone: '3' }, reversed(changes))).toMatchObject({
    code: 'changed-meanwhile',
  })
})
