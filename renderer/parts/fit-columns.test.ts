import { expect, test } from 'vitest'
import { fitColumns } from './fit-columns.ts'

const COLUMNS = ['number', 'carrier', 'credits'].map((id, at) => ({
  id,
  header: id,
  wideOnly: at === 1,
  widestOnly: at === 2,
  text: () => '',
}))

function fitted(chosen: Record<string, boolean>, windowWidth: number) {
  const shown: Record<string, boolean> = {}
  const setColumnsVisible = (ids: unknown, visible: boolean) => {
    for (const id of ids as string[]) shown[id] = visible
  }
  fitColumns({ setColumnsVisible }, COLUMNS, new Map(Object.entries(chosen)), windowWidth)
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
