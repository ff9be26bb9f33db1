import { expect, test } from 'vitest'
import type { OrderLineRow, SoldAs } from '../../../shared/domain/order/order-row.ts'
import { stepFrom } from './grid-keys.ts'
import type { ShownLine } from './shown-lines.ts'

const line = (id: string, soldAs: SoldAs): ShownLine => {
  const row = { id, soldAs } as OrderLineRow
  return { saved: row, shown: row, pending: false, trouble: null }
}

const LINES = [line('a', 'box-stem'), line('b', 'box-bunch'), line('c', 'unit-bunch')]
const WHOLE = { start: 0, end: 2, length: 2 }
const INSIDE = { start: 1, end: 1, length: 2 }

const cell = (lineId: string, field: string) => ({ cell: { lineId, field } })

test('Enter goes from the quantity to the price to the next product', () => {
  expect(stepFrom(LINES, { lineId: 'a', field: 'boxes' }, 'Enter', WHOLE, null)).toEqual(cell('a', 'priceE4'))
  expect(stepFrom(LINES, { lineId: 'a', field: 'priceE4' }, 'Enter', WHOLE, null)).toBe('product')
})

test('Tab leaves the line just added for the next product, and others as usual', () => {
  expect(stepFrom(LINES, { lineId: 'a', field: 'priceE4' }, 'Tab', WHOLE, 'a')).toBe('product')
  expect(stepFrom(LINES, { lineId: 'a', field: 'priceE4' }, 'Tab', WHOLE, 'b')).toBeNull()
  expect(stepFrom(LINES, { lineId: 'a', field: 'boxes' }, 'Tab', WHOLE, 'a')).toBeNull()
})

test('up and down stay in the column where the line has it', () => {
  expect(stepFrom(LINES, { lineId: 'a', field: 'boxes' }, 'ArrowDown', INSIDE, null)).toEqual(
    cell('b', 'boxes'),
  )
  expect(stepFrom(LINES, { lineId: 'a', field: 'stemsPerBunch' }, 'ArrowDown', INSIDE, null)).toEqual(
    cell('b', 'boxes'),
  )
  expect(stepFrom(LINES, { lineId: 'b', field: 'boxes' }, 'ArrowDown', INSIDE, null)).toEqual(
    cell('c', 'quantity'),
  )
  expect(stepFrom(LINES, { lineId: 'c', field: 'quantity' }, 'ArrowDown', INSIDE, null)).toBe('product')
  expect(stepFrom(LINES, { lineId: 'a', field: 'boxes' }, 'ArrowUp', INSIDE, null)).toBeNull()
})

test('left and right move the caret until the text ends', () => {
  expect(stepFrom(LINES, { lineId: 'a', field: 'boxes' }, 'ArrowRight', INSIDE, null)).toBeNull()
  expect(stepFrom(LINES, { lineId: 'a', field: 'boxes' }, 'ArrowRight', WHOLE, null)).toEqual(
    cell('a', 'bunchesPerBox'),
  )
  expect(stepFrom(LINES, { lineId: 'a', field: 'boxes' }, 'ArrowLeft', WHOLE, null)).toEqual(
    cell('a', 'boxType'),
  )
  expect(stepFrom(LINES, { lineId: 'a', field: 'description' }, 'ArrowLeft', WHOLE, null)).toBeNull()
  expect(stepFrom(LINES, { lineId: 'c', field: 'quantity' }, 'ArrowRight', WHOLE, null)).toEqual(
    cell('c', 'priceE4'),
  )
})
