import type { Database } from 'better-sqlite3'
import type { TableName } from '../../../shared/domain/tables.ts'
import { canonicalRow } from '../../../shared/protocol/row-sum.ts'
import type { Cursor, WireRow } from '../../../shared/protocol/sync.ts'
import type { RowWriter } from '../store/row-store.ts'
import type { SyncStore } from '../store/sync-store.ts'

/** The relay's rows of a slice of a table at a cursor. */
export interface Bucketful {
  at: Cursor
  table: TableName
  after: string | null
  upTo: string | null
  rows: readonly WireRow[]
}

/**
 * Puts the relay's rows in the place of this slice's, in one transaction. Answers how many rows differed; null, with
 * nothing done, when something was given or pulled meanwhile.
 */
export function mendBucket(
  { db, rows, sync }: { db: Database; rows: RowWriter; sync: SyncStore },
  { at, table, after, upTo, rows: theirs }: Bucketful,
  mended: (count: number) => void,
): number | null {
  return db
    .transaction(() => {
      const { rev, tag } = sync.cursor()
      if (rev !== at.rev || tag !== at.tag || sync.queuedCount() > 0) return null
      const ours = new Map<string, string>()
      for (const { id, rev, doc } of rows.slice(table, after, upTo, Number.MAX_SAFE_INTEGER)) {
        ours.set(id, canonicalRow(table, id, rev, doc))
      }
      let count = 0
      for (const { id, rev, doc } of theirs) {
        if (doc !== null && ours.get(id) !== canonicalRow(table, id, rev, doc)) {
          rows.confirm(table, id, rev, doc)
          count++
        }
        ours.delete(id)
      }
      for (const id of ours.keys()) rows.remove(table, id)
      count += ours.size
      if (count > 0) mended(count)
      return count
    })
    .immediate()
}
