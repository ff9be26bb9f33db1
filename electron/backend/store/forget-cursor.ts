import type { Database } from 'better-sqlite3'

const NO_CHUNK = 2_000_000_000

/**
 * For a step that adds a table or a column which the relay may already have sent: rows of tables an older Florin did not
 * know were passed over, and fields it did not know lie in `extra`. Without a cursor the next pull brings every row again.
 * A first sync that is under way begins again, for it would not fetch again what has come: past its last chunk there is
 * none, which it takes for a snapshot that is gone. What is queued, leased and numbered stays. The step declares `changes`
 * of `scope_cursor` and `sync_state`.
 */
export function forgetCursor(db: Database): void {
  db.exec(`
    DELETE FROM scope_cursor;
    UPDATE sync_state SET value = json_set(value, '$.nextChunk', ${NO_CHUNK}) WHERE name = 'firstSync' AND value <> '';
  `)
}
