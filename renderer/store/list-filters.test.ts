import { expect, test } from 'vitest'
import { recalledFilter } from './list-filters.ts'

const INITIAL = { chip: 'all', search: '' }

test('a filter comes back as it was left', () => {
  expect(recalledFilter('{"chip":"past-due","search":"petal"}', INITIAL)).toEqual({
    chip: 'past-due',
    search: 'petal',
  })
})

test('what the list does not filter by is left out, and what is missing is as delivered', () => {
  expect(recalledFilter('{"chip":"past-due","gone":1,"search":7}', INITIAL)).toEqual({
    chip: 'past-due',
    search: '',
  })
})

test('what does not read is as if never touched', () => {
  expect(recalledFilter(null, INITIAL)).toBe(INITIAL)
  expect(recalledFilter('{"chip"', INITIAL)).toBe(INITIAL)
  expect(recalledFilter('null', INITIAL)).toBe(INITIAL)
})
