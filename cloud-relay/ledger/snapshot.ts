import { assert } from '../../shared/lib/assert.ts'
import { newId } from '../../shared/lib/ids.ts'
import type { SnapshotAnswer } from '../../shared/protocol/sync.ts'
import type { RelayPorts, Sql } from '../ports.ts'

/** A snapshot serves new desktops for so long; what changed since comes with their first pull. */
const FRESH_MS = 24 * 60 * 60_000
const FRESH_REVISIONS = 50_000
/** The one before the newest stays, for desktops that are in the middle of it. */
const KEPT = 2

interface SnapshotRow {
  snapshot_id: string
  rev: number
  tag: string
  row_count: number
  made_at: number
}

/**
 * The snapshot a first sync starts from: the newest one, or a new one when that is too old. Its cursor is the head at its
 * start; chunks are read later, so rows may be newer than it, and a pull from the cursor brings those again.
 */
export async function openSnapshot(
  { store, clock, random }: RelayPorts,
  companyId: string,
): Promise<SnapshotAnswer> {
  const now = clock.now()
  const { company, fresh } = await store.read(async sql => {
    const company = await companyOf(sql, companyId)
    const newest = await newestOf(sql, companyId, company.epoch)
    const isFresh =
      newest !== null && newest.made_at > now - FRESH_MS && newest.rev > company.head - FRESH_REVISIONS
    return { company, fresh: isFresh ? newest : null }
  })
  const { head: rev, tag, epoch } = company
  if (fresh) return answerOf(fresh, epoch)
  const rowCount = await store.read(sql => rowsOf(sql, companyId))
  const made = { snapshot_id: newId(clock, random), rev, tag, row_count: rowCount, made_at: now }
  await store.write(async sql => {
    await sql.insert(
      'snapshot',
      ['company_id', 'snapshot_id', 'rev', 'tag', 'epoch', 'row_count', 'made_at'],
      [[companyId, made.snapshot_id, rev, tag, epoch, rowCount, now]],
    )
    await dropOld(sql, companyId)
  })
  return answerOf(made, epoch)
}

function answerOf({ snapshot_id, rev, tag, row_count }: SnapshotRow, epoch: number): SnapshotAnswer {
  return { snapshotId: snapshot_id, at: { rev, tag }, epoch, rows: row_count }
}

async function companyOf(sql: Sql, companyId: string) {
  const company = await sql.one<{ head: number; tag: string; epoch: number }>(
    'SELECT head, tag, epoch FROM company WHERE company_id = $1',
    [companyId],
  )
  assert(company, 'the company of an enrolled device exists')
  return company
}

async function newestOf(sql: Sql, companyId: string, epoch: number): Promise<SnapshotRow | null> {
  return sql.one<SnapshotRow>(
    `SELECT snapshot_id, rev, tag, row_count, made_at FROM snapshot WHERE company_id = $1 AND epoch = $2
     ORDER BY made_at DESC, snapshot_id DESC LIMIT 1`,
    [companyId, epoch],
  )
}

// Rows that are gone are counted, too: the number is for the progress only, and this way an index answers it.
async function rowsOf(sql: Sql, companyId: string): Promise<number> {
  const counted = await sql.one<{ n: number }>(
    "SELECT count(*) AS n FROM entity WHERE company_id = $1 AND scope = ''",
    [companyId],
  )
  return counted?.n ?? 0
}

async function dropOld(sql: Sql, companyId: string): Promise<void> {
  const all = await sql.all<{ snapshot_id: string }>(
    'SELECT snapshot_id FROM snapshot WHERE company_id = $1 ORDER BY made_at DESC, snapshot_id DESC',
    [companyId],
  )
  for (const { snapshot_id } of all.slice(KEPT)) {
    await sql.run('DELETE FROM snapshot WHERE company_id = $1 AND snapshot_id = $2', [companyId, snapshot_id])
  }
  // By what is kept, not by what goes: a chunk may have been stored just after its snapshot went.
  const kept = all.slice(0, KEPT).map(({ snapshot_id }) => snapshot_id)
  await sql.run(
    `DELETE FROM snapshot_chunk WHERE company_id = $1 AND snapshot_id <> $2 AND snapshot_id <> $3`,
    [companyId, kept[0] ?? '', kept[1] ?? ''],
  )
}
