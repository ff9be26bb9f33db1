import type { Database } from 'better-sqlite3'
import { isTableName, TABLE_NAMES } from '../../../shared/domain/tables.ts'
import type { Cursor, WireRow } from '../../../shared/protocol/sync.ts'
import { buildDeferredIndex, deferIndexes } from '../store/deferred-indexes.ts'
import type { RowWriter } from '../store/row-store.ts'
import type { SyncStore } from '../store/sync-store.ts'

/** How far a first sync has come, as the profile keeps it. */
export interface FirstSync {
  snapshotId: string
  at: Cursor
  epoch: number
  /** The chunk that is fetched next; null when all of them are here and what is left is indexes and a pull. */
  nextChunk: number | null
  rows: number
  rowsInAll: number
  /** Bytes received, packed. */
  bytes: number
}

interface Parts {
  db: Database
  rows: RowWriter
  sync: SyncStore
}

/** Where the first sync of this profile stands; null when none is under way. */
export function firstSyncOf(sync: SyncStore): FirstSync | null {
  return JSON.parse(sync.state('firstSync') || 'null') as FirstSync | null
}

/** Empties the business tables for a first sync; indexes wait until all rows are here. One transaction. */
export function beginFirstSync({ db, rows, sync }: Parts, begun: FirstSync): void {
  db.transaction(() => {
    for (const table of TABLE_NAMES) rows.empty(table)
    deferIndexes(db)
    sync.setState('firstSync', JSON.stringify(begun))
  }).immediate()
}

/** Takes one chunk's rows in, together with how far the first sync has come. One transaction. */
export function takeChunk({ db, rows, sync }: Parts, chunk: readonly WireRow[], reached: FirstSync): void {
  // In each call: another process may have begun. The log is written back less often, so each page of a table once.
  db.pragma('wal_autocheckpoint = 16000')
  db.transaction(() => {
    for (const { table, id, rev, doc } of chunk) {
      if (isTableName(table) && doc !== null) rows.add(table, id, rev, doc)
    }
    sync.setState('firstSync', JSON.stringify(reached))
  }).immediate()
}

/**
 * Builds one index, or, when there are none left, moves the cursor to the snapshot's: the next pull makes the state whole.
 * Answers whether that was the end.
 */
export function finishFirstSync({ db, sync }: Parts, { at, epoch }: FirstSync): boolean {
  if (buildDeferredIndex(db)) return false
  db.pragma('wal_autocheckpoint = 1000')
  sync.atomically(() => {
    sync.setCursor(at)
    sync.setState('epoch', String(epoch))
  })
  return true
}
