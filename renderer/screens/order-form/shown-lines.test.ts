import { expect, test } from 'vitest'
import type { OrderLineRow } from '../../../shared/domain/order/order-row.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { lineKey } from './order-draft.ts'
import { lineSections, moveChanges, nextPosition, type ShownLine, shownLines } from './shown-lines.ts'

function line(id: string, position: number, fields: Partial<OrderLineRow> = {}): OrderLineRow {
  return {
    id,
    orderId: 'o',
    position,
    productId: null,
    description: id,
    soldAs: 'box-bunch',
    boxType: 'QB',
    boxes: 3,
    bunchesPerBox: 10,
    stemsPerBunch: 0,
    quantity: 0,
    priceE4: 47_500,
    taxable: false,
    totalCents: 14_250,
    editedBy: {},
    ...fields,
  }
}

const unit = { soldAs: 'unit-bunch', boxes: 0, quantity: 12, totalCents: 7_440 } as const

const viewWith = (...lines: OrderLineRow[]) => ({ lines }) as OrderView

const saved = (...lines: OrderLineRow[]) => shownLines(viewWith(...lines), { pendingLines: [], edits: {} })

test('what is typed is laid over the line and its total follows at once', () => {
  const edits = { [lineKey('a', 'boxes')]: { from: 3, text: '5', trouble: null } }
  const [shown] = shownLines(viewWith(line('a', 1)), { pendingLines: [], edits })
  expect(shown?.shown).toMatchObject({ boxes: 5, totalCents: 23_750 })
  expect(shown?.saved.boxes).toBe(3)
})

test('a text that is no value changes nothing shown', () => {
  const edits = { [lineKey('a', 'boxes')]: { from: 3, text: '5x', trouble: null } }
  const [shown] = shownLines(viewWith(line('a', 1)), { pendingLines: [], edits })
  expect(shown?.shown).toBe(shown?.saved)
})

test('lines on their way stand at their position, and once when saved meanwhile', () => {
  const pendingLines = [
    { line: line('b', 2), trouble: null },
    { line: line('a', 1), trouble: null },
  ]
  const shown = shownLines(viewWith(line('c', 3), line('a', 1)), { pendingLines, edits: {} })
  expect(shown.map(({ saved, pending }) => [saved.id, pending])).toEqual([
    ['a', false],
    ['b', true],
    ['c', false],
  ])
  expect(nextPosition(shown)).toBe(4)
})

test('boxes and units are counted and summed apart', () => {
  const sections = lineSections(saved(line('a', 1), line('b', 2, { boxes: 4 }), line('c', 3, unit)))
  expect(sections.boxes).toMatchObject({ count: 7, totalCents: 28_500 })
  expect(sections.units).toMatchObject({ count: 12, totalCents: 7_440 })
})

function moved(lines: ShownLine[], lineId: string, step: -1 | 1): string[] {
  const changes = new Map(moveChanges(lines, lineId, step).map(change => [change.lineId, change.to]))
  const positions = lines.map(({ saved }) => ({
    ...saved,
    position: changes.get(saved.id) ?? saved.position,
  }))
  return saved(...positions).map(({ saved }) => saved.id)
}

test('a line changes places with its neighbor of the same section', () => {
  const lines = saved(line('a', 1), line('x', 2, unit), line('b', 3), line('c', 4))
  expect(moved(lines, 'b', -1)).toEqual(['b', 'x', 'a', 'c'])
  expect(moved(lines, 'b', 1)).toEqual(['a', 'x', 'c', 'b'])
  expect(moveChanges(lines, 'x', 1)).toEqual([])
  expect(moveChanges(lines, 'a', -1)).toEqual([])
})

test('lines at one position are told apart when one moves', () => {
  const lines = saved(line('a', 1), line('b', 2), line('c', 2), line('d', 2))
  expect(moved(lines, 'c', -1)).toEqual(['a', 'c', 'b', 'd'])
  expect(moved(lines, 'c', 1)).toEqual(['a', 'b', 'd', 'c'])
})
