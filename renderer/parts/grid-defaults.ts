import {
  CellStyleModule,
  ColumnApiModule,
  EventApiModule,
  type ICellRendererParams,
  InfiniteRowModelModule,
  type IsFullWidthRowParams,
  LocaleModule,
  PinnedRowModule,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
} from 'ag-grid-community'
import { gridTheme } from '../app/grid-theme.ts'
import classes from './list-grid.module.css'

/** The parts of the grid that lists need. */
export const GRID_MODULES = [
  InfiniteRowModelModule,
  LocaleModule,
  PinnedRowModule,
  RenderApiModule,
  RowSelectionModule,
  RowApiModule,
  ColumnApiModule,
  CellStyleModule,
  EventApiModule,
  ScrollApiModule,
]
/** Rows that are asked for at once: with fewer, a fast wheel meets more rows that are still on their way, each drawn twice. */
const PAGE_ROWS = 100
/** Rows drawn above and below what is seen: each costs time in every frame of a fast scroll. */
const BUFFER_ROWS = 1
/** How rows are selected. The boxes are our own: the grid's take a fifth of the time that a row takes to draw. */
export const SELECTS_MANY = {
  mode: 'multiRow',
  checkboxes: false,
  headerCheckbox: false,
  enableClickSelection: false,
} as const
/** What is the same for every list, at every drawing: the grid works in anew, rows and columns, what it is given anew. */
export const GRID_OPTIONS = {
  theme: gridTheme,
  rowModelType: 'infinite',
  cacheBlockSize: PAGE_ROWS,
  infiniteInitialRowCount: 1,
  // Each page that arrives is drawn: what a dragged thumb has passed comes one by one.
  maxConcurrentDatasourceRequests: 1,
  maintainColumnOrder: true,
  // Rows that come into view while scrolling would each be given a transition.
  animateRows: false,
  rowBuffer: BUFFER_ROWS,
  // Columns are laid out before the rows are there: without it the last one ends under the scrollbar.
  alwaysShowVerticalScroll: true,
  // A row on its way is one element, not one for each column: a thumb that is dragged passes thousands of them.
  isFullWidthRow: ({ rowNode }: IsFullWidthRowParams) => rowNode.data === undefined,
  fullWidthCellRenderer: loadingRow,
  suppressColumnVirtualisation: true,
  suppressMultiSort: true,
  suppressNoRowsOverlay: true,
  suppressDragLeaveHidesColumns: true,
} as const

function loadingRow({ api }: ICellRendererParams): HTMLElement {
  const row = document.createElement('div')
  row.className = classes.late!
  row.textContent = api.getGridOption('localeText')?.loadingOoo ?? ''
  return row
}
