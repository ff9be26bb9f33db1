import type { ImportRow } from '../../../../shared/domain/import/import-row.ts'
import type { ImportListRow } from '../../../../shared/protocol/import-asks.ts'
import type { QueryContext } from './query-context.ts'

const MOST = 100

/** `imports.list`: what was brought in, newest first, with how many rows it added and how many were here already. */
export function importsList(q: QueryContext): ImportListRow[] {
  return q
    .sql(
      `SELECT i.id, i.kind, i.fileName, i.state, i.rowCount, i.totalCents, i.startedBy, i.startedAt, i.endedBy, i.endedAt,
         coalesce(u.name, '') AS startedByName,
         (SELECT coalesce(sum(json_array_length(c.addedIds)), 0) FROM import_chunks c WHERE c.importId = i.id) AS addedCount,
         (SELECT coalesce(sum(c.knownCount), 0) FROM import_chunks c WHERE c.importId = i.id) AS hereCount
       FROM imports i LEFT JOIN users u ON u.id = i.startedBy ORDER BY i.startedAt DESC, i.id DESC LIMIT ?`,
    )
    .all(MOST) as ImportListRow[]
}

/** One import, or null. */
export function importNamed(q: QueryContext, importId: string): ImportRow | null {
  return q.rows.answer({ kind: 'row', table: 'imports', id: importId }) as ImportRow | null
}
