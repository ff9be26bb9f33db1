import { expect, test } from 'vitest'
import { knownColumns, rememberedOf } from './column-memory.ts'

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

const COLUMNS = [{ id: 'status', width: 100 }, { id: 'customer' }, { id: 'carrier', wideOnly: true }]
const LEFT = { sort: null, width: 100, flex: null, hide: false }

test('a sort freezes neither widths nor what a wide window shows', () => {
  const state = [
    { ...LEFT, colId: 'status', sort: 'asc' as const },
    { ...LEFT, colId: 'customer', width: 311, flex: 2 },
    { ...LEFT, colId: 'carrier', width: 80, flex: 1 },
  ]
  expect(rememberedOf(state, COLUMNS, 1440)).toEqual([
    { colId: 'status', sort: 'asc' },
    { colId: 'customer', sort: null },
    { colId: 'carrier', sort: null },
  ])
})

test('what the user has sized, hidden or shown is remembered', () => {
  const state = [
    { ...LEFT, colId: 'status', width: 140 },
    { ...LEFT, colId: 'customer', width: 311, flex: 2, hide: true },
    { ...LEFT, colId: 'carrier', width: 80, flex: 1 },
  ]
  expect(rememberedOf(state, COLUMNS, 1280)).toEqual([
    { colId: 'status', sort: null, width: 140, flex: null },
    { colId: 'customer', sort: null, hide: true },
    { colId: 'carrier', sort: null, hide: false },
  ])
})
