import type { ListColumn } from './list-columns.ts'

/** What stands beside a number within its cell, in pixels. */
const AROUND = 26

type Floors = Readonly<Record<string, number>>

/**
 * The widths in pixels that columns of numbers need so that none of these rows and totals is cut; never less than
 * `before`, and `before` itself when nothing needs more. `widthOf` measures a text as the grid draws it.
 */
export function numberFloors<Row>(
  before: Floors,
  columns: readonly ListColumn<Row>[],
  rows: readonly Row[],
  totals: Readonly<Record<string, string>>,
  widthOf: (text: string) => number,
): Floors {
  const grown: Record<string, number> = {}
  for (const column of columns) {
    if (column.align !== 'right') continue
    let longest = totals[column.id] ?? ''
    for (const row of rows) {
      const text = column.text(row)
      if (text.length > longest.length) longest = text
    }
    const needed = Math.ceil(widthOf(longest)) + AROUND
    if (longest !== '' && needed > (before[column.id] ?? 0)) grown[column.id] = needed
  }
  return Object.keys(grown).length === 0 ? before : { ...before, ...grown }
}

let context: CanvasRenderingContext2D | null = null

/** How wide a number is in a list's boldest row, in pixels. */
export function numberWidth(text: string): number {
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return text.length * 8
  context.font = `600 13px ${getComputedStyle(document.body).fontFamily}`
  // Digits are drawn at one width, that of the widest.
  return context.measureText(text.replace(/\d/g, '0')).width
}
