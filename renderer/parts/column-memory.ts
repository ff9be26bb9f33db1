import type { ColumnState } from 'ag-grid-community'
import type { ListColumn } from './list-columns.ts'

/** What is remembered of a column: its place and the sort; its width and whether it is shown where the user has set them. */
type Remembered = Pick<ColumnState, 'colId' | 'sort'> & Partial<Pick<ColumnState, 'width' | 'flex' | 'hide'>>

function key(userId: string, listId: string): string {
  return `florin.columns.${userId}.${listId}`
}

/** The columns as this user last left them, without those the list no longer has; null when never touched. */
export function recallColumns(userId: string, listId: string, known: readonly string[]): Remembered[] | null {
  const text = window.localStorage.getItem(key(userId, listId))
  return text === null ? null : knownColumns(text, known)
}

/** Reads remembered columns; null for what does not read. */
export function knownColumns(text: string, known: readonly string[]): Remembered[] | null {
  try {
    const state: unknown = JSON.parse(text)
    if (!Array.isArray(state)) return null
    return (state as Remembered[]).filter(column => known.includes(column?.colId))
  } catch {
    return null
  }
}

/** Remembers how this user left the columns: what they did not set goes on fitting itself to the window. */
export function rememberColumns(userId: string, listId: string, remembered: readonly Remembered[]): void {
  window.localStorage.setItem(key(userId, listId), JSON.stringify(remembered))
}

/** What the user has set of the columns; `chosen` holds those they have shown or hidden. */
export function rememberedOf(
  state: readonly ColumnState[],
  columns: readonly Pick<ListColumn<never>, 'id' | 'width'>[],
  chosen: ReadonlyMap<string, boolean>,
): Remembered[] {
  return state.map(({ colId, width, flex, sort }) => {
    const isSized = !flex && width !== columns.find(({ id }) => id === colId)?.width
    const isShown = chosen.get(colId)
    return {
      colId,
      sort,
      ...(isSized && { width, flex: null }),
      ...(isShown !== undefined && { hide: !isShown }),
    }
  })
}

/** Which columns the user has shown or hidden, of what is remembered. */
export function chosenOf(remembered: readonly Remembered[]): Map<string, boolean> {
  return new Map(remembered.flatMap(({ colId, hide }) => (hide === undefined ? [] : [[colId, !hide]])))
}

/** Forgets: the list looks as delivered. */
export function forgetColumns(userId: string, listId: string): void {
  window.localStorage.removeItem(key(userId, listId))
}
