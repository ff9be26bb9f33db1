import type { Database } from 'better-sqlite3'

/**
 * For a step that adds a table or a column which the relay may already have sent: rows of tables an older Florin did not
 * know were passed over, and fields it did not know lie in `extra`. Without a cursor the next pull brings every row again.
 * What is queued, leased and numbered stays. The step declares `changes: { scope_cursor: … }`.
 */
export function forgetCursor(db: Database): void {
  db.exec('DELETE FROM scope_cursor')
}
