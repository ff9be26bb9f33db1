import type { CellClassParams, ColDef } from 'ag-grid-community'
import type { ReactNode } from 'react'

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
  /** Not shown until chosen where the window is narrower than {@link WIDE}. */
  wideOnly?: boolean
  sortable?: boolean
  /** Holds what is pressed, not what is read: it goes to no file. */
  onScreenOnly?: boolean
  /** The cell's text; also what a screen reader says. */
  text(row: Row): string
  /** Drawn instead of the text. */
  render?(row: Row): ReactNode
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

/** From this width on, in pixels, a list shows all it has to show: the widest, Open Invoices, ends within it. */
const WIDE = 1560

/** AG Grid's definition of a list's columns; `floors` are least widths that what stands in them needs. */
export function gridColumns<Row extends object>(
  columns: readonly ListColumn<Row>[],
  sort: { column: string; descending: boolean },
  floors: Readonly<Record<string, number>> = {},
): ColDef<Row>[] {
  const isWide = window.innerWidth >= WIDE
  const isShown = ({ hidden, wideOnly }: ListColumn<Row>) => !hidden && (isWide || wideOnly !== true)
  const last = columns.findLast(isShown)
  return columns.map((column, at) => ({
    colId: column.id,
    headerName: column.header,
    initialWidth: column.width,
    initialFlex: column.width === undefined ? (column.flex ?? 1) : undefined,
    minWidth: Math.max(column.minWidth ?? 56, floors[column.id] ?? 0),
    initialHide: !isShown(column),
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
    cellRenderer: column.render
      ? ({ data, value }: { data?: Row; value: string }) =>
          data && !totalsOf(data) ? column.render?.(data) : value
      : undefined,
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
