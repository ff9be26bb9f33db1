import type { ListColumn } from './list-columns.ts'
import type { Mark } from './mark.ts'

/** How a text is drawn: as a number or another cell that is never cut, as a tag, or as a header. */
export type Look = 'cell' | 'tag' | 'header'

/** Measures a text as a list draws it, in pixels. */
export type WidthOf = (text: string, look: Look) => number

/** What stands beside a text within its cell, in pixels: the padding, and what the browser rounds up. */
const AROUND = 19
/** What a tag has around its text, and between it and the next. */
const AROUND_TAG = 18
const BETWEEN = 4
/** A text beside a tag is cut, but not to nothing. */
const BESIDE_TAG = 100
/** The arrow of the column that sorts. */
const ARROW = 20
/** The button of the columns stands in the last header. */
const MENU_BUTTON = 26

type Floors = Readonly<Record<string, number>>

/**
 * The widths in pixels that columns need so that of these rows and totals no number, no tag and no other text that is to be
 * whole is cut; never less than `before`, and `before` itself when nothing needs more.
 */
export function columnFloors<Row>(
  before: Floors,
  columns: readonly ListColumn<Row>[],
  rows: readonly Row[],
  totals: Readonly<Record<string, string>>,
  widthOf: WidthOf,
): Floors {
  const grown: Record<string, number> = {}
  for (const [at, column] of columns.entries()) {
    // The count of rows stands in the first column and may reach over the next one.
    const total = at === 0 && column.align !== 'right' ? '' : (totals[column.id] ?? '')
    const needed =
      column.whole === 'tags'
        ? widestTags(column, rows, widthOf)
        : column.align === 'right' || column.whole === 'text'
          ? widestText(column, rows, widthOf)
          : 0
    const floor = Math.max(needed, total === '' ? 0 : Math.ceil(widthOf(total, 'cell')) + AROUND)
    if (floor > (before[column.id] ?? 0)) grown[column.id] = floor
  }
  return Object.keys(grown).length === 0 ? before : { ...before, ...grown }
}

function widestText<Row>(column: ListColumn<Row>, rows: readonly Row[], widthOf: WidthOf) {
  let longest = ''
  for (const row of rows) {
    const text = column.text(row)
    if (text.length > longest.length) longest = text
  }
  return longest === '' ? 0 : Math.ceil(widthOf(longest, 'cell')) + AROUND
}

function widestTags<Row>({ marks }: ListColumn<Row>, rows: readonly Row[], widthOf: WidthOf) {
  let widest = 0
  for (const row of rows) {
    const drawn = marks?.(row) ?? []
    let width = 0
    for (const mark of (Array.isArray(drawn) ? drawn : [drawn]) as readonly Mark[])
      width +=
        (mark.tag === undefined ? BESIDE_TAG : Math.ceil(widthOf(mark.text, 'tag')) + AROUND_TAG) + BETWEEN
    const hasTag = Array.isArray(drawn) ? drawn.some(({ tag }) => tag !== undefined) : (drawn as Mark).tag
    if (hasTag && width > widest) widest = width
  }
  return widest === 0 ? 0 : widest - BETWEEN + AROUND
}

/** The widths in pixels that the columns' headers need; `sorted` has an arrow, `last` the button of the columns. */
export function headerFloors<Row>(
  columns: readonly ListColumn<Row>[],
  sorted: string,
  last: string | undefined,
  widthOf: WidthOf,
): Floors {
  return Object.fromEntries(
    columns
      .filter(({ isQuiet }) => !isQuiet)
      .map(({ id, header }) => [
        id,
        Math.ceil(widthOf(header, 'header')) +
          AROUND +
          (id === sorted ? ARROW : 0) +
          (id === last ? MENU_BUTTON : 0),
      ]),
  )
}

const FONTS: Record<Look, string> = { cell: '600 13px', tag: '550 12px', header: '550 12px' }
const known = new Map<string, number>()
let context: CanvasRenderingContext2D | null = null

/** How wide a text is in a list, in pixels; a number as in the boldest row. */
export function drawnWidth(text: string, look: Look): number {
  // Digits are drawn at one width, that of the widest; a tag that counts minutes comes to two of them.
  const shown = look === 'tag' ? text.replace(/\d+/g, '00') : text.replace(/\d/g, '0')
  const key = look + shown
  const before = known.get(key)
  if (before !== undefined) return before
  context ??= document.createElement('canvas').getContext('2d')
  if (!context) return text.length * 8
  context.font = `${FONTS[look]} ${getComputedStyle(document.body).fontFamily}`
  const width = context.measureText(shown).width
  if (known.size > MOST_KNOWN) known.clear()
  known.set(key, width)
  return width
}

const MOST_KNOWN = 2_000
