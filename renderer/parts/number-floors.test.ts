import { expect, test } from 'vitest'
import type { ListColumn } from './list-columns.ts'
import { numberFloors } from './number-floors.ts'

interface Row {
  name: string
  cents: string
}
const columns: ListColumn<Row>[] = [
  { id: 'name', header: 'Name', text: row => row.name },
  { id: 'cents', header: 'Open', align: 'right', text: row => row.cents },
]
const tenEach = (text: string) => text.length * 10
const rows = [
  { name: 'A customer with a long name', cents: '20,000.00' },
  { name: 'B', cents: '1.00' },
]

test('a column of numbers is as wide as its longest number or total needs, and texts may be cut', () => {
  expect(numberFloors({}, columns, rows, {}, tenEach)).toEqual({ cents: 116 })
  expect(numberFloors({}, columns, rows, { cents: '1,020,001.00' }, tenEach)).toEqual({ cents: 146 })
})

test('the next page makes a column wider, never narrower', () => {
  const before = numberFloors({}, columns, rows, {}, tenEach)
  expect(numberFloors(before, columns, [rows[1]!], {}, tenEach)).toBe(before)
  expect(numberFloors(before, columns, [{ name: 'C', cents: '-20,000.00' }], {}, tenEach).cents).toBe(126)
})
