import { copyFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Clock } from '../../shared/lib/ids.ts'
import { migrate } from '../store/migrate.ts'
import { openSqlite } from '../store/sqlite.ts'
import { carryOver, LOOK_AFTER_MS } from './carry-over.ts'
import { foldLog } from './database-file.ts'
import { relayTables } from './relay-tables.ts'

/** One company as it is going to be served. */
export interface RestoredCompany {
  companyId: string
  head: number
  epoch: number
  /** What desktops were told is durable before; more than the head means that some is lost. Null when nobody knows. */
  wasDurable: number | null
  /** Numbers skipped, as `order 10201–20200`. */
  gaps: string[]
  /** The backup has no such company: it is kept as the replaced database has it. */
  isKept: boolean
}

/** Past any block leased since the backup. */
const BLIND_JUMP = 10_000

/**
 * Makes the database that a restore puts in place: the backup's history under a new epoch, with the series where the
 * replaced database had them, and what must not be rewound. `oldPath` is null when the replaced database can't be read;
 * it is only read, and must be of the newest schema.
 */
export async function prepareRestored(
  backupPath: string,
  oldPath: string | null,
  path: string,
  clock: Clock,
): Promise<RestoredCompany[]> {
  copyFileSync(backupPath, path)
  const store = openSqlite(path)
  await migrate(store, clock)
  await store.close()
  foldLog(path)
  const db = new Database(path, { fileMustExist: true })
  try {
    db.pragma('synchronous = FULL')
    if (oldPath !== null) db.prepare('ATTACH DATABASE ? AS old').run(oldPath)
    return db.transaction(() => rewrite(db, oldPath !== null, clock.now()))()
  } finally {
    db.close()
  }
}

interface Found {
  company_id: string
  head: number
  epoch: number
  durable_rev: number
}

function rewrite(db: Database.Database, hasOld: boolean, now: number): RestoredCompany[] {
  const all = (schema: string) =>
    db
      .prepare(`SELECT company_id, head, epoch, durable_rev FROM ${schema}.company ORDER BY company_id`)
      .all() as Found[]
  const old = new Map(hasOld ? all('old').map(company => [company.company_id, company]) : [])
  const restored = all('main').map((company): RestoredCompany => {
    const { company_id: companyId, head } = company
    const was = old.get(companyId) ?? null
    const epoch = hasOld ? Math.max(company.epoch, was?.epoch ?? 0) + 1 : blindEpoch(company.epoch, now)
    db.prepare("UPDATE company SET epoch = ?, durable_rev = head, moved_to = '' WHERE company_id = ?").run(
      epoch,
      companyId,
    )
    db.prepare('INSERT INTO restoration VALUES (?, ?, ?, ?, ?)').run(
      companyId,
      epoch,
      now,
      head,
      hasOld ? 0 : 1,
    )
    // A lease of a process that is gone; a comparison that was due stays due.
    db.prepare("UPDATE job SET lease = '', leased_until = 0 WHERE company_id = ?").run(companyId)
    const gaps = moveSeries(db, companyId, was !== null, now)
    if (was) carryOver(db, companyId, now, epoch)
    compareSoon(db, companyId, epoch, now)
    return {
      companyId,
      head,
      epoch,
      wasDurable: was?.durable_rev ?? (hasOld ? 0 : null),
      gaps,
      isKept: false,
    }
  })
  // A cache of first syncs, made under another epoch.
  for (const table of ['snapshot', 'snapshot_chunk']) db.exec(`DELETE FROM ${table}`)
  const known = new Set(restored.map(({ companyId }) => companyId))
  const kept = [...old.values()].filter(({ company_id }) => !known.has(company_id))
  for (const { company_id } of kept) {
    for (const { name, columns } of relayTables()) {
      const names = columns.join(', ')
      db.prepare(`INSERT INTO ${name} (${names}) SELECT ${names} FROM old.${name} WHERE company_id = ?`).run(
        company_id,
      )
    }
  }
  return [
    ...restored,
    ...kept.map(({ company_id, head, epoch, durable_rev }) => {
      return { companyId: company_id, head, epoch, wasDurable: durable_rev, gaps: [], isKept: true }
    }),
  ]
}

// Seconds pass faster than anybody restores, so an epoch that was given before and forgotten does not come again.
function blindEpoch(epoch: number, now: number): number {
  return Math.max(epoch + 1, Math.floor(now / 1000))
}

function moveSeries(db: Database.Database, companyId: string, isKnown: boolean, now: number): string[] {
  const series = db
    .prepare('SELECT series, next_number AS next FROM number_series WHERE company_id = ? ORDER BY series')
    .all(companyId) as { series: string; next: number }[]
  const before = isKnown
    ? db.prepare('SELECT next_number FROM old.number_series WHERE company_id = ? AND series = ?').pluck()
    : null
  if (isKnown) {
    for (const table of ['number_gap', 'restoration']) {
      db.prepare(`INSERT OR IGNORE INTO ${table} SELECT * FROM old.${table} WHERE company_id = ?`).run(
        companyId,
      )
    }
  }
  return series.flatMap(({ series: name, next }) => {
    const moved = before
      ? Math.max(next, (before.get(companyId, name) as number | undefined) ?? 0)
      : next + BLIND_JUMP
    if (moved === next) return []
    const gap = [companyId, name, next, moved - 1, 'restore', now]
    db.prepare('INSERT OR REPLACE INTO number_gap VALUES (?, ?, ?, ?, ?, ?)').run(...gap)
    db.prepare('UPDATE number_series SET next_number = ? WHERE company_id = ? AND series = ?').run(
      moved,
      companyId,
      name,
    )
    return [`${name} ${next}–${moved - 1}`]
  })
}

function compareSoon(db: Database.Database, companyId: string, epoch: number, now: number): void {
  db.prepare(
    `INSERT OR IGNORE INTO job (company_id, job_key, kind, payload, state, run_at, attempts, lease, leased_until,
       last_error, enqueued_at)
     VALUES (?, ?, 'gateway.reconcile', '{"compare":"restore"}', 'queued', ?, 0, '', 0, '', ?)`,
  ).run(companyId, `compare:restore:${epoch}`, now + LOOK_AFTER_MS, now)
}
