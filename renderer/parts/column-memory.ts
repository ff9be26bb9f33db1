import type { ColumnState } from 'ag-grid-community'
import { isShownAt, type ListColumn } from './list-columns.ts'

/** What is remembered of a column: its place and the sort; its width and whether it is shown where the user has set them. */
type Remembered = Pick<ColumnState, 'colId' | 'sort'> & Partial<Pick<ColumnState, 'width' | 'flex' | 'hide'>>

/** What of a column says how it is shown until the user says otherwise. */
type Delivered = Pick<ListColumn<never>, 'id' | 'width' | 'hidden' | 'wideOnly' | 'widestOnly'>

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

/** Remembers how this user left the columns in a window of this width: the rest goes on fitting itself to the window. */
export function rememberColumns(
  userId: string,
  listId: string,
  state: readonly ColumnState[],
  columns: readonly Delivered[],
  windowWidth: number,
): void {
  const kept = rememberedOf(state, columns, windowWidth)
  window.localStorage.setItem(key(userId, listId), JSON.stringify(kept))
}

/** What the user has set of the columns. */
export function rememberedOf(
  state: readonly ColumnState[],
  columns: readonly Delivered[],
  windowWidth: number,
): Remembered[] {
  return state.map(({ colId, width, flex, hide, sort }) => {
    const column = columns.find(({ id }) => id === colId)
    const isSized = !flex && width !== column?.width
    const isHidden = hide === true
    return {
      colId,
      sort,
      ...(isSized && { width, flex: null }),
      ...(column && isHidden === isShownAt(column, windowWidth) && { hide: isHidden }),
    }
  })
}

/** Forgets: the list looks as delivered. */
export function forgetColumns(userId: string, listId: string): void {
  window.localStorage.removeItem(key(userId, listId))
}
