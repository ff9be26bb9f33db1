import { expect, test } from 'vitest'
import { columnFloors, headerFloors } from './column-floors.ts'
import type { ListColumn } from './list-columns.ts'

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
  expect(columnFloors({}, columns, rows, {}, tenEach)).toEqual({ cents: 109 })
  expect(columnFloors({}, columns, rows, { cents: '1,020,001.00' }, tenEach)).toEqual({ cents: 139 })
})

test('what stands under a column of texts is whole, but for the count of rows: it reaches over the next column', () => {
  const noted: ListColumn<Row>[] = [
    ...columns,
    { id: 'status', header: 'Status', whole: 'tags', text: () => '' },
  ]
  const totals = { name: '41 credits', status: '5 rejected not counted' }
  expect(columnFloors({}, noted, [], totals, tenEach)).toEqual({ status: 220 + 19 })
})

test('the next page makes a column wider, never narrower', () => {
  const before = columnFloors({}, columns, rows, {}, tenEach)
  expect(columnFloors(before, columns, [rows[1]!], {}, tenEach)).toBe(before)
  expect(columnFloors(before, columns, [{ name: 'C', cents: '-20,000.00' }], {}, tenEach).cents).toBe(119)
})

test('tags are whole, all of a row’s beside each other, and leave room for the name they stand beside', () => {
  const tagged: ListColumn<Row>[] = [
    {
      id: 'name',
      header: 'Name',
      whole: 'tags',
      text: row => row.name,
      marks: ({ name }) => [
        { text: name },
        ...(name === 'B' ? [{ text: 'On hold', tag: 'red' as const }] : []),
      ],
    },
    {
      id: 'state',
      header: 'State',
      whole: 'tags',
      text: () => '',
      marks: row => ({ text: row.cents, tag: 'blue' }),
    },
  ]
  expect(columnFloors({}, tagged, [rows[0]!], {}, tenEach)).toEqual({ state: 90 + 18 + 19 })
  expect(columnFloors({}, tagged, rows, {}, tenEach)).toEqual({ name: 100 + 4 + 70 + 18 + 19, state: 127 })
})

test('a header is whole, with the arrow of what sorts and the button of the columns', () => {
  expect(headerFloors(columns, 'name', 'cents', tenEach)).toEqual({ name: 40 + 19 + 20, cents: 40 + 19 + 26 })
  expect(headerFloors([{ ...columns[0]!, isQuiet: true }], '', undefined, tenEach)).toEqual({})
})
