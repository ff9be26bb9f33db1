import type { CellClassParams, ColDef, ICellRendererParams } from 'ag-grid-community'
import type { ReactNode } from 'react'
import { markCells, portalCells } from './grid-cells.tsx'
import type { Mark } from './mark.ts'
import type { Portals } from './portals.tsx'
import { rowMenuButton } from './row-menu.tsx'

/** One column of a list. `id` is also what the question sorts by. */
export interface ListColumn<Row> {
  id: string
  header: string
  /** Share of the width that is left; 1 unless told. */
  flex?: number
  /** In pixels; a column with a width takes no share of the rest. */
  width?: number
  minWidth?: number
  align?: 'right'
  tone?: 'mute' | 'strong'
  /** Not shown until chosen. */
  hidden?: boolean
  /** In files even where it is not shown, unless the user hides it. */
  inFiles?: boolean
  /** Left out where what is shown does not fit; the lowest goes first. */
  spare?: number
  /** What of it is never cut: its text, as numbers are, or its tags. */
  whole?: 'text' | 'tags'
  /** Not shown until chosen where the window is narrower than {@link WIDE}. */
  wideOnly?: boolean
  /** The same for {@link WIDEST}. */
  widestOnly?: boolean
  sortable?: boolean
  /** Holds what is pressed, not what is read: it goes to no file. */
  onScreenOnly?: boolean
  /** The cell's text; also what a screen reader says. */
  text(row: Row): string
  /** Drawn instead of the text. */
  marks?(row: Row): Mark | readonly Mark[]
  /** Drawn by React instead of the text: for lists that are never long. */
  render?(row: Row): ReactNode
  /** The row's menu, in a column of its own. */
  menu?: { label(row: Row): string; items(row: Row): ReactNode }
  /** Makes the cell a figure that can be asked about: by a click, or Enter on it. */
  onFigure?(row: Row): void
  /** The same for the column's total. */
  onTotal?(): void
  /** Its header is for screen readers only: buttons explain themselves. */
  isQuiet?: boolean
  /** Red for what is late or wrong. */
  red?(row: Row): boolean
}

/** The row of totals at the bottom: texts by column id. */
export type ListTotals = Record<string, string>

const TOTALS_KEY = 'florinTotals'

/** The pinned row the grid shows totals in. */
export function totalsRow(totals: ListTotals | undefined): object[] {
  return totals ? [{ [TOTALS_KEY]: totals }] : []
}

/** True for the row made by {@link totalsRow}. */
export function isTotalsRow(row: object): boolean {
  return totalsOf(row) !== null
}

function totalsOf(row: object): ListTotals | null {
  return (row as { [TOTALS_KEY]?: ListTotals })[TOTALS_KEY] ?? null
}

/** From these widths of the window on, in pixels, a list shows more of what it has to show. */
const WIDE = 1440
const WIDEST = 1600

/** Whether a column is shown in a window of a width unless the user has chosen otherwise. */
export function isShownAt(
  { hidden, wideOnly, widestOnly }: Pick<ListColumn<never>, 'hidden' | 'wideOnly' | 'widestOnly'>,
  windowWidth: number,
): boolean {
  return !hidden && windowWidth >= (widestOnly ? WIDEST : wideOnly ? WIDE : 0)
}

/** The last column that is shown in a window of a width: the button of the columns stands in its header. */
export function lastShown<Row>(columns: readonly ListColumn<Row>[], windowWidth: number) {
  return columns.findLast(column => isShownAt(column, windowWidth))
}

/** The least width of a column in pixels; `floors` are what its header and what stands in it need. */
export function leastWidth<Row>(
  { id, width, minWidth }: ListColumn<Row>,
  floors: Readonly<Record<string, number>>,
): number {
  return Math.max(width ?? minWidth ?? 56, floors[id] ?? 0)
}

/** AG Grid's definition of a list's columns; `floors` are least widths that their headers and what stands in them need. */
export function gridColumns<Row extends object>(
  columns: readonly ListColumn<Row>[],
  sort: { column: string; descending: boolean },
  floors: Readonly<Record<string, number>>,
  portals: Portals,
): ColDef<Row>[] {
  const last = lastShown(columns, window.innerWidth)
  return columns.map((column, at) => ({
    colId: column.id,
    headerName: column.header,
    initialWidth: column.width,
    initialFlex: column.width === undefined ? (column.flex ?? 1) : undefined,
    minWidth: leastWidth(column, floors),
    initialHide: !isShownAt(column, window.innerWidth),
    headerClass: [
      ...(column.align === 'right' ? ['ag-right-aligned-header'] : []),
      ...(column === last ? ['florin-last-header'] : []),
      ...(column.isQuiet ? ['florin-unseen-header'] : []),
    ],
    sortable: column.sortable ?? true,
    sortingOrder: ['asc', 'desc'],
    initialSort: column.id === sort.column ? (sort.descending ? 'desc' : 'asc') : undefined,
    type: column.align === 'right' ? 'rightAligned' : undefined,
    // The count of rows stands in the first column and may reach over the second.
    colSpan: ({ node }) => (at === 0 && node?.rowPinned ? 2 : 1),
    valueGetter: ({ data }) => {
      if (!data) return ''
      const totals = totalsOf(data)
      return totals ? (totals[column.id] ?? '') : column.text(data)
    },
    cellRenderer: cellsOf(column, portals),
    cellClass: ({ data }: CellClassParams<Row>) => {
      const classes = [column.align === 'right' ? 'florin-number' : 'florin-text']
      if (data && !totalsOf(data)) {
        if (column.onFigure && column.text(data) !== '') classes.push('florin-figure')
        if (column.red?.(data)) classes.push('florin-red')
        else if (column.tone) classes.push(`florin-${column.tone}`)
      }
      if (data && totalsOf(data)?.[column.id] && column.onTotal) classes.push('florin-figure')
      return classes
    },
  }))
}

function cellsOf<Row extends object>({ id, marks, menu, render }: ListColumn<Row>, portals: Portals) {
  const totalOf = (row: Row) => totalsOf(row)?.[id] ?? ''
  if (marks) return markCells((row: Row) => (isTotalsRow(row) ? { text: totalOf(row) } : marks(row)))
  if (render) return portalCells(portals, (row: Row) => (isTotalsRow(row) ? totalOf(row) : render(row)))
  if (!menu) return undefined
  return ({ data }: ICellRendererParams<Row>) =>
    data && !isTotalsRow(data) ? rowMenuButton(menu.label(data)) : document.createElement('span')
}
