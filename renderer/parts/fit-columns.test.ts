import { expect, test } from 'vitest'
import { fitColumns } from './fit-columns.ts'

const COLUMNS = ['number', 'carrier', 'credits'].map((id, at) => ({
  id,
  header: id,
  wideOnly: at === 1,
  widestOnly: at === 2,
  text: () => '',
}))

function fitted(hidden: readonly string[], before: number, now: number) {
  const told: [readonly string[], boolean][] = []
  const state = COLUMNS.map(({ id }) => ({ colId: id, hide: hidden.includes(id) }))
  const api = {
    getColumnState: () => state,
    setColumnsVisible: (ids: unknown, visible: boolean) => void told.push([ids as string[], visible]),
  }
  fitColumns(api, COLUMNS, before, now)
  return told
}

test('a narrower window hides what there is no room for, a wider one shows it again', () => {
  expect(fitted(['credits'], 1440, 1280)).toEqual([[['carrier'], false]])
  expect(fitted(['carrier', 'credits'], 1280, 1920)).toEqual([[['carrier', 'credits'], true]])
  expect(fitted(['credits'], 1440, 1500)).toEqual([])
})

test('what the user has hidden or shown stays so', () => {
  expect(fitted(['carrier', 'credits'], 1440, 1280)).toEqual([])
  expect(fitted(['credits'], 1280, 1440)).toEqual([])
})
