import { expect, test } from 'vitest'
import { absentValues, defineTable, withAbsent } from './table.ts'

interface VaseRow {
  id: string
  name: string
  height: number
  tags: string[]
  color: string | null
}

const vases = defineTable<VaseRow>({
  name: 'vases',
  columns: { name: 'text', height: 'integer', tags: 'json', color: 'text?' },
  added: { tags: [] },
})

test('a row older than a column has its declared value in it, else its type’s empty one', () => {
  const old = { id: 'v', name: 'Amphora' } as VaseRow
  expect(withAbsent(vases, old)).toEqual({ id: 'v', name: 'Amphora', height: 0, tags: [], color: null })
  expect(absentValues(vases as never)).toEqual(['', 0, [], null])
})

test('a whole row is the same row', () => {
  const whole = { id: 'v', name: 'Amphora', height: 40, tags: ['a'], color: null }
  expect(withAbsent(vases, whole)).toBe(whole)
})
