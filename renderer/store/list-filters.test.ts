import { expect, test } from 'vitest'
import { isFiltered, recalledFilter } from './list-filters.ts'

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

test('a list is filtered while anything of its filter is not as delivered', () => {
  const initial = { search: '', chip: 'all', range: { name: 'days30', from: null, to: null } }
  expect(isFiltered(initial, initial)).toBe(false)
  expect(isFiltered({ ...initial, range: { ...initial.range } }, initial)).toBe(false)
  expect(isFiltered({ ...initial, search: 'petal' }, initial)).toBe(true)
  expect(isFiltered({ ...initial, range: { ...initial.range, name: 'all' } }, initial)).toBe(true)
  expect(isFiltered({ ...initial, ...{ leftOver: 1 } }, initial)).toBe(false)
})
