import { expect, test } from 'vitest'
import { fitColumns, isInFiles } from './fit-columns.ts'
import type { ListColumn } from './list-columns.ts'

const COLUMNS: ListColumn<object>[] = ['number', 'carrier', 'credits'].map((id, at) => ({
  id,
  header: id,
  wideOnly: at === 1,
  widestOnly: at === 2,
  text: () => '',
}))

function fitted(
  chosen: Record<string, boolean>,
  windowWidth: number,
  columnsRoom: number | null = null,
  columns = COLUMNS,
  sorted = '',
) {
  const shown: Record<string, boolean> = {}
  const setColumnsVisible = (ids: unknown, visible: boolean) => {
    for (const id of ids as string[]) shown[id] = visible
  }
  const room = { window: windowWidth, columns: columnsRoom }
  fitColumns({ setColumnsVisible }, columns, new Map(Object.entries(chosen)), room, sorted, () => 100)
  return shown
}

test('a narrow window shows what there is room for, a wider one more', () => {
  expect(fitted({}, 1280)).toEqual({ number: true, carrier: false, credits: false })
  expect(fitted({}, 1440)).toEqual({ number: true, carrier: true, credits: false })
  expect(fitted({}, 1920)).toEqual({ number: true, carrier: true, credits: true })
})

test('what the user has shown or hidden stays so', () => {
  expect(fitted({ carrier: true, number: false }, 1280)).toEqual({ credits: false })
})

test('spare columns go, the most spare first, until the rest fits beside the scrollbar', () => {
  const spare = COLUMNS.map((column, at) => ({ ...column, ...(at > 0 && { spare: 3 - at }) }))
  expect(fitted({}, 1920, 300, spare)).toEqual({ number: true, carrier: true, credits: true })
  expect(fitted({}, 1920, 299, spare)).toEqual({ number: true, carrier: true, credits: false })
  expect(fitted({}, 1920, 199, spare)).toEqual({ number: true, carrier: false, credits: false })
  expect(fitted({ credits: true }, 1920, 299, spare)).toEqual({ number: true, carrier: false })
})

test('the column that sorts is not spared', () => {
  const spare = COLUMNS.map((column, at) => ({ ...column, ...(at > 0 && { spare: 3 - at }) }))
  expect(fitted({}, 1920, 299, spare, 'credits')).toEqual({ number: true, carrier: false, credits: true })
})

test('files have what no window had room for, and what the user has shown; not what they hid, nor buttons', () => {
  const columns: ListColumn<object>[] = [
    ...COLUMNS,
    { id: 'terms', header: 'terms', hidden: true, text: () => '' },
    { id: 'code', header: 'code', hidden: true, inFiles: true, text: () => '' },
    { id: 'actions', header: 'actions', onScreenOnly: true, text: () => '' },
  ]
  const inFiles = (chosen: Record<string, boolean>) =>
    columns.filter(column => isInFiles(column, new Map(Object.entries(chosen)))).map(({ id }) => id)
  expect(inFiles({})).toEqual(['number', 'carrier', 'credits', 'code'])
  expect(inFiles({ carrier: false, code: false, terms: true })).toEqual(['number', 'credits', 'terms'])
})
