import { expect, test } from 'vitest'
import { isStill } from './still-bar.ts'

const gridOf = (rows: number, totals: number) =>
  ({
    getDisplayedRowCount: () => rows,
    getPinnedBottomRowCount: () => totals,
    getSizesForCurrentTheme: () => ({ rowHeight: 33, headerHeight: 32 }),
  }) as unknown as Parameters<typeof isStill>[0]

test('a list scrolls once its rows, header and totals need more than there is', () => {
  expect(isStill(gridOf(10, 1), 11 * 33 + 33)).toBe(true)
  expect(isStill(gridOf(11, 1), 11 * 33 + 33)).toBe(false)
  expect(isStill(gridOf(11, 0), 11 * 33 + 33)).toBe(true)
})
