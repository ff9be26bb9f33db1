import { expect, test } from 'vitest'
import { sortSelected } from './grid-selection.ts'

test('what a search takes out of sight stays selected, what leaves the list does not', () => {
  const aside = new Set<string>()
  expect(sortSelected(['a', 'b'], new Set(['a']), aside)).toEqual({ gone: ['b'], outOfSight: 0 })
  aside.add('a').add('b')
  expect(sortSelected(['a', 'b'], new Set(['b', 'c']), aside)).toEqual({ gone: [], outOfSight: 1 })
  expect([...aside]).toEqual(['a'])
})

test('what came back into sight and then left the list is selected no longer', () => {
  const aside = new Set(['a'])
  sortSelected(['a'], new Set(['a']), aside)
  expect(sortSelected(['a'], new Set(), aside)).toEqual({ gone: ['a'], outOfSight: 0 })
})
