import type {
  CellClickedEvent,
  CellKeyDownEvent,
  ColumnState,
  GridApi,
  GridOptions,
  GridReadyEvent,
  IGetRowsParams,
} from 'ag-grid-community'
import { type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { EXPORTED_LISTS, type ExportedList } from '../../shared/protocol/export-asks.ts'
import { onChanges } from '../app/changes.ts'
import { isTouched } from '../app/query-tables.ts'
import type { ListSource } from '../app/use-list.ts'
import { useSession } from '../store/session.ts'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/use-words.ts'
import { chosenOf, forgetColumns, recallColumns, rememberColumns, rememberedOf } from './column-memory.ts'
import { ColumnMenu } from './column-menu.tsx'
import { ExportMenu } from './export-menu.tsx'
import { exportTexts } from './export-texts.ts'
import { FaultNotice } from './fault-notice.tsx'
import { isInFiles } from './fit-columns.ts'
import { GRID_MODULES, GRID_OPTIONS, SELECTS_MANY } from './grid-defaults.ts'
import { selectBetween, sortSelected, steppedTo } from './grid-selection.ts'
import { isWhollyLoaded } from './is-wholly-loaded.ts'
import { gridColumns, isTotalsRow, type ListColumn, type ListTotals, totalsRow } from './list-columns.ts'
import classes from './list-grid.module.css'
import { OwnCustomersTag } from './own-customers-note.tsx'
import { PlainGrid } from './plain-grid.tsx'
import { createPortals, ShownPortals } from './portals.tsx'
import { menuAt, movedMenu, type OpenedMenu, pressedRowMenu, RowMenu, replacedMenu } from './row-menu.tsx'
import { ScreenSlot } from './screen-slot.ts'
import { selectAllOf } from './select-all.tsx'
import { redrawBox, SELECTION_COLUMN, SELECTION_WIDTH, selectionColumn } from './selection-column.ts'
import { isStill } from './still-bar.ts'
import { createUnhurried } from './unhurried.ts'
import { useColumnFit } from './use-column-fit.ts'
import { useIsPart } from './use-is-part.ts'

/** Rows that are on their way for longer say so. */
const LATE_MS = 400

/** What else is to be known of a selection. */
export interface SelectedMore {
  /** How many of the selected rows the list does not show now. */
  outOfSight: number
  clear(): void
}

interface ListGridProps<Row extends object> extends ListSource<Row> {
  /** The columns are remembered under this name. */
  id: string
  /** What the list is, for a screen reader. */
  name: string
  columns: readonly ListColumn<Row>[]
  rowId(row: Row): string
  sort: { column: string; descending: boolean }
  totals?: ListTotals
  onOpen(row: Row): void
  /** Makes rows selectable: by their box, or Space on the focused row. */
  onSelect?(rows: Row[], more: SelectedMore): void
  /** Selected rows stay selected while a search or chip takes them out of sight. */
  keepsSelection?: boolean
  /** The filter in words, for files made of the list. */
  about?: string
  /** Shown when nothing matches. */
  empty: ReactNode
}

/**
 * A list of any length: it fetches pages as they come into view, sorts at the source, and stays up to date. Arrows,
 * Home and End move, Enter opens, or presses the button of its cell, Space selects, Shift and Ctrl with arrows, clicks and A select more; how the user leaves the
 * columns is remembered. It goes to a file from the screen's title bar, with what the window has no room for.
 */
export function ListGrid<Row extends object>(props: ListGridProps<Row>) {
  const words = useWords()
  const language = useLanguage()
  const userId = useSession(state => state.session?.user?.id ?? '')
  const company = useSession(state => state.session?.company ?? null)
  const slot = useContext(ScreenSlot)
  const api = useRef<GridApi<Row> | null>(null)
  const live = useRef(props)
  useEffect(() => {
    live.current = props
  })
  const section = useRef<HTMLElement>(null)
  const [count, setCount] = useState<number | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [menu, setMenu] = useState<OpenedMenu<Row> | null>(null)
  const [portals] = useState(createPortals)
  const [unhurried] = useState(createUnhurried)
  const columnIds = props.columns.map(column => column.id)
  const selectable = props.onSelect !== undefined

  const { asks, filterKey } = props
  const isPart = useIsPart(props)
  useEffect(() => onChanges(tables => isTouched(asks, tables) && api.current?.refreshInfiniteCache()), [asks])
  /** The columns that the user has shown or hidden. */
  const chosen = useRef<ReadonlyMap<string, boolean>>(new Map())
  const aside = useRef(new Set<string>())
  const shownFilter = useRef(filterKey)
  useEffect(() => {
    if (shownFilter.current === filterKey) return
    shownFilter.current = filterKey
    if (live.current.keepsSelection)
      for (const { id } of api.current?.getSelectedNodes() ?? []) aside.current.add(id!)
    else api.current?.deselectAll()
    api.current?.refreshInfiniteCache()
    if ((api.current?.getDisplayedRowCount() ?? 0) > 0) api.current?.ensureIndexVisible(0, 'top')
  }, [filterKey])

  const { floors, refit, holds, sorts } = useColumnFit({
    columns: props.columns,
    sort: props.sort.column,
    api,
    section,
    chosen,
    besideWidth: selectable ? SELECTION_WIDTH : 0,
  })
  const selectLabel = words.parts.grid.ariaRowToggleSelection!
  const selection = useMemo(
    () => (selectable ? [selectionColumn<Row>(selectLabel, portals)] : []),
    [selectable, selectLabel, portals],
  )
  const columnDefs = useMemo(
    () => [...selection, ...gridColumns(props.columns, props.sort, floors, portals)],
    [selection, props.columns, props.sort, floors, portals],
  )
  const datasource = useMemo(
    () => ({
      getRows: async (asked: IGetRowsParams) => {
        const { startRow, endRow, sortModel, successCallback, failCallback } = asked
        if (!(await unhurried(asked.api))) return
        const late = setTimeout(() => section.current?.classList.add(classes.waiting!), LATE_MS)
        try {
          const sort = sortModel[0]
          const page = await live.current.fetchPage({
            sort: sort?.colId ?? '',
            descending: sort?.sort === 'desc',
            offset: startRow,
            limit: endRow - startRow,
          })
          setFailure(null)
          setCount(page.count)
          holds(page.rows, {})
          successCallback(page.rows, page.count)
        } catch (error) {
          setFailure(error)
          failCallback()
        } finally {
          clearTimeout(late)
          section.current?.classList.remove(classes.waiting!)
        }
      },
    }),
    [unhurried, holds],
  )

  const getRowId = useCallback(
    ({ data }: { data: Row }) => (isTotalsRow(data) ? 'totals' : live.current.rowId(data)),
    [],
  )
  const totals = count === 0 || !props.totals ? null : JSON.stringify(props.totals)
  useEffect(() => {
    const shown = totals === null ? {} : JSON.parse(totals)
    holds([], shown)
  }, [totals, holds])
  const pinned = useMemo(() => totalsRow(totals === null ? undefined : JSON.parse(totals)), [totals])

  function ready({ api: grid }: GridReadyEvent<Row>) {
    api.current = grid
    const remembered = recallColumns(userId, props.id, columnIds)
    chosen.current = chosenOf(remembered ?? [])
    if (remembered) grid.applyColumnState({ state: remembered as ColumnState[], applyOrder: true })
    sorts()
    refit()
  }

  function remember() {
    if (!api.current) return
    const state = api.current.getColumnState()
    rememberColumns(userId, props.id, rememberedOf(state, live.current.columns, chosen.current))
  }

  function keyDown(event: CellKeyDownEvent<Row>) {
    const key = (event.event as KeyboardEvent).key
    if (key === 'Enter' && event.data && pressesAside(props.columns, event)) return
    if (key === 'Enter' && event.data) {
      const figure = figureOf(props.columns, event.column.getColId(), event.data)
      if (figure) figure()
      else if (!event.node.rowPinned) props.onOpen(event.data)
    }
    const { shiftKey } = event.event as KeyboardEvent
    const next = shiftKey && event.rowIndex !== null ? steppedTo(key, event.rowIndex) : null
    if (next !== null && selectable && !event.node.rowPinned) selectBetween(event.api, event.rowIndex!, next)
  }

  /** The row a range of clicks begins at. */
  const anchor = useRef(0)
  function clicked(event: CellClickedEvent<Row>) {
    const target = event.event?.target as HTMLElement | null
    const button = pressedRowMenu(target)
    if (button && event.data) return openMenu(button, event)
    const inside = target?.closest('a, button, input')
    const isBox = event.column.getColId() === SELECTION_COLUMN
    const at = event.rowIndex ?? 0
    const { shiftKey, ctrlKey, metaKey } = event.event as MouseEvent
    if (selectable && !event.node.rowPinned && shiftKey) {
      selectBetween(event.api, anchor.current, at)
      // The browser has turned the box, whatever became of its row.
      if (isBox) redrawBox(event.api, event.node)
      return
    }
    anchor.current = at
    if (isBox && event.data && !event.node.rowPinned) return event.node.setSelected(!event.node.isSelected())
    if (!event.data || inside || isBox) return
    const figure = figureOf(props.columns, event.column.getColId(), event.data)
    if (figure) return figure()
    if (event.node.rowPinned) return
    if (selectable && (ctrlKey || metaKey)) event.node.setSelected(!event.node.isSelected())
    else props.onOpen(event.data)
  }

  function openMenu(button: HTMLElement, { data: row, node, rowIndex, column }: CellClickedEvent<Row>) {
    if (!row || rowIndex === null || !section.current) return
    setMenu(menuAt(button, section.current, { row, rowId: node.id!, rowIndex, columnId: column.getColId() }))
  }

  // The keyboard comes back to the cell of the menu.
  function closeMenu() {
    if (menu) api.current?.setFocusedCell(menu.rowIndex, menu.columnId)
    setMenu(null)
  }

  /** The list as files are made of it. */
  function exported() {
    const state = api.current?.getColumnState() ?? []
    const inFiles = props.columns.filter(column => isInFiles(column, chosen.current))
    const headers = new Map(inFiles.map(column => [column.id, column.header]))
    const sort = state.find(column => column.sort)
    return {
      list: asks as ExportedList,
      input: { ...JSON.parse(filterKey), sort: sort?.colId ?? '', descending: sort?.sort === 'desc' },
      columns: state
        .filter(column => headers.has(column.colId))
        .map(column => ({ id: column.colId, header: headers.get(column.colId)! })),
      title: isPart ? words.ownCustomers.fileTitle(props.name) : props.name,
      about: props.about ?? '',
      language,
      texts: exportTexts(words, company),
    }
  }

  /** Of the grid, in pixels. */
  const height = useRef(0)
  const told = useRef<readonly Row[]>([])
  const toldOutOfSight = useRef(0)
  function tellSelected(grid: GridApi<Row>, outOfSight = sorted(grid).outOfSight) {
    const rows = grid.getSelectedRows()
    const isTold = rows.length === told.current.length && rows.every((row, at) => row === told.current[at])
    if (isTold && outOfSight === toldOutOfSight.current) return
    told.current = rows
    toldOutOfSight.current = outOfSight
    props.onSelect?.(rows, { outOfSight, clear: () => grid.deselectAll() })
  }

  /** The selection holds the rows as they are now, and no row that left the list. */
  function followRows(grid: GridApi<Row>) {
    if (!isWhollyLoaded(grid)) return
    const { gone, outOfSight } = sorted(grid)
    const nodes = grid.getSelectedNodes().filter(({ id }) => gone.includes(id!))
    if (nodes.length > 0) grid.setNodesSelected({ nodes, newValue: false })
    tellSelected(grid, outOfSight)
  }

  function sorted(grid: GridApi<Row>) {
    const loaded = new Set<string | undefined>()
    grid.forEachNode(node => node.data && loaded.add(node.id))
    const ids = grid.getSelectedNodes().map(({ id }) => id!)
    return sortSelected(ids, loaded, aside.current)
  }

  // Where nothing scrolls, a bar with arrows would say that it does; its place stays.
  function stillBar(grid: GridApi<Row>) {
    section.current?.classList.toggle(classes.still!, isStill(grid, height.current))
  }

  const menuColumn = props.columns.find(({ id }) => id === menu?.columnId)?.menu
  const options: GridOptions<Row> = {
    ...GRID_OPTIONS,
    localeText: words.parts.grid,
    datasource,
    columnDefs,
    getRowId,
    pinnedBottomRowData: pinned,
    rowSelection: selectable ? SELECTS_MANY : undefined,
    onGridReady: ready,
    onGridSizeChanged(event) {
      refit()
      height.current = event.clientHeight
      stillBar(event.api)
    },
    onColumnMoved: event => event.finished && remember(),
    onColumnResized: event => event.finished && event.source === 'uiColumnResized' && remember(),
    onColumnVisible: remember,
    onSortChanged(event) {
      remember()
      sorts()
      if (event.source === 'uiColumnSorted') api.current?.ensureIndexVisible(0, 'top')
    },
    onCellKeyDown: event => 'column' in event && keyDown(event),
    onCellClicked: clicked,
    onRowSelected: ({ api: grid, node }) => redrawBox(grid, node),
    onSelectionChanged: event => tellSelected(event.api),
    onBodyScroll: ({ direction }) =>
      menu && (direction === 'vertical' ? closeMenu() : setMenu(replacedMenu(menu, section.current))),
    onModelUpdated(event) {
      setMenu(before => before && movedMenu(before, event.api))
      followRows(event.api)
      stillBar(event.api)
    },
  }

  return (
    <div className={classes.card}>
      {failure !== null && (
        <FaultNotice error={failure} onRetry={() => api.current?.refreshInfiniteCache()} />
      )}
      {slot && isPart && createPortal(<OwnCustomersTag />, slot)}
      {slot &&
        (EXPORTED_LISTS as readonly string[]).includes(asks) &&
        createPortal(<ExportMenu order={exported} disabled={!count} />, slot)}
      <section
        ref={section}
        className={classes.grid}
        aria-label={props.name}
        onKeyDownCapture={event => {
          const isAll = event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)
          if (!isAll || !selectable || !api.current) return
          event.preventDefault()
          event.stopPropagation()
          selectAllOf(api.current)
        }}
      >
        {/* The grid takes its words once: another language is another grid. */}
        <PlainGrid<Row> key={language} options={options} modules={GRID_MODULES} />
        <ShownPortals portals={portals} />
        {menu && menuColumn && (
          <RowMenu
            left={menu.left}
            top={menu.top}
            label={menuColumn.label(menu.row)}
            items={menuColumn.items(menu.row)}
            onClose={closeMenu}
          />
        )}
        <ColumnMenu
          columns={props.columns}
          api={api}
          onChoose={(id, isShown) => {
            chosen.current = new Map(chosen.current).set(id, isShown)
            refit()
          }}
          onReset={() => {
            forgetColumns(userId, props.id)
            chosen.current = new Map()
            api.current?.resetColumnState()
            refit()
          }}
        />
        {count === null && failure === null && <p className={classes.loading}>{words.parts.loading}</p>}
        {count === 0 && failure === null && <div className={classes.empty}>{props.empty}</div>}
      </section>
    </div>
  )
}

/** What asks about the figure in a cell; null where there is none. */
function figureOf<Row extends object>(columns: readonly ListColumn<Row>[], id: string, row: Row) {
  const column = columns.find(candidate => candidate.id === id)
  if (isTotalsRow(row)) return column?.onTotal ?? null
  return column?.onFigure && column.text(row) !== '' ? () => column.onFigure?.(row) : null
}

/** Presses the button of a cell that holds nothing else: Enter opens its menu, not the row. */
function pressesAside<Row extends object>(
  columns: readonly ListColumn<Row>[],
  { column, event, node }: CellKeyDownEvent<Row>,
): boolean {
  if (node.rowPinned || !columns.find(({ id }) => id === column.getColId())?.onScreenOnly) return false
  const cell = event?.target as HTMLElement | null
  if (!cell?.matches('button, a')) cell?.querySelector<HTMLElement>('button, a')?.click()
  return true
}
