import { expect, test } from 'vitest'
import { knownColumns } from './column-memory.ts'

test('columns the list no longer has are left out', () => {
  const text = JSON.stringify([
    { colId: 'number', width: 90 },
    { colId: 'gone', width: 50 },
  ])
  expect(knownColumns(text, ['number', 'customer'])).toEqual([{ colId: 'number', width: 90 }])
})

test('what does not read is as if never touched', () => {
  expect(knownColumns('{"a":', ['number'])).toBeNull()
  expect(knownColumns('{"a":1}', ['number'])).toBeNull()
  expect(knownColumns('[null]', ['number'])).toEqual([])
})
