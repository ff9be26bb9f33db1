import type { ColumnState } from 'ag-grid-community'

/** What is remembered of a column: order, width, whether it is shown, and the sort. */
type Remembered = Pick<ColumnState, 'colId' | 'width' | 'flex' | 'hide' | 'sort'>

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

/** Remembers how this user left the columns. */
export function rememberColumns(userId: string, listId: string, state: readonly ColumnState[]): void {
  const kept = state.map(({ colId, width, flex, hide, sort }) => ({ colId, width, flex, hide, sort }))
  window.localStorage.setItem(key(userId, listId), JSON.stringify(kept))
}

/** Forgets: the list looks as delivered. */
export function forgetColumns(userId: string, listId: string): void {
  window.localStorage.removeItem(key(userId, listId))
}
