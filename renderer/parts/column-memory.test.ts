import { expect, test } from 'vitest'
import { chosenOf, knownColumns, rememberedOf } from './column-memory.ts'

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

const COLUMNS = [{ id: 'status', width: 100 }, { id: 'customer' }]
const LEFT = { sort: null, width: 100, flex: null, hide: false }

test('a sort freezes neither widths nor what the window has room for', () => {
  const state = [
    { ...LEFT, colId: 'status', sort: 'asc' as const },
    { ...LEFT, colId: 'customer', width: 311, flex: 2, hide: true },
  ]
  expect(rememberedOf(state, COLUMNS, new Map())).toEqual([
    { colId: 'status', sort: 'asc' },
    { colId: 'customer', sort: null },
  ])
})

test('what the user has sized, hidden or shown is remembered', () => {
  const state = [
    { ...LEFT, colId: 'status', width: 140 },
    { ...LEFT, colId: 'customer', width: 311, flex: 2 },
  ]
  const chosen = new Map([
    ['customer', false],
    ['status', true],
  ])
  const remembered = rememberedOf(state, COLUMNS, chosen)
  expect(remembered).toEqual([
    { colId: 'status', sort: null, width: 140, flex: null, hide: false },
    { colId: 'customer', sort: null, hide: true },
  ])
  expect(chosenOf(remembered)).toEqual(chosen)
})
