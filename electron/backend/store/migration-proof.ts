import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Finding } from '../../../shared/domain/verify-balances.ts'
import type { MigrationStep } from './migration.ts'
import { verifyProfile } from './verify-profile.ts'

/** What a migration must leave as it is. */
export interface ProfileFigures {
  /** Rows of every table. */
  rows: ReadonlyMap<string, number>
  /** For each of sync's own tables: the columns it had, and a hash of all their values. */
  kept: ReadonlyMap<string, { columns: readonly string[]; hash: string }>
  findings: readonly string[]
  /** Counts of documents, and what all customers owe. */
  money: Readonly<Record<string, number>>
}

/** Tables in which nothing may be lost: what is queued, who this desktop is, and which numbers it holds. */
const KEPT = ['outbox', 'sync_state', 'number_lease', 'local_login'] as const

/** Takes the figures of a profile. With `before`, sync's tables are read in the columns they had then. */
export function takeFigures(db: Database, before?: ProfileFigures): ProfileFigures {
  const rows = new Map<string, number>()
  for (const table of tablesOf(db)) {
    rows.set(table, db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number)
  }
  const kept = new Map<string, { columns: readonly string[]; hash: string }>()
  for (const table of KEPT) {
    if (!rows.has(table)) continue
    const columns = before?.kept.get(table)?.columns ?? columnsOf(db, table)
    kept.set(table, { columns, hash: hashOf(db, table, columns) })
  }
  const { findings, counts, receivablesCents } = verifyProfile(db)
  const money = { ...counts, receivablesCents }
  return { rows, kept, findings: findings.map(nameOf), money }
}

/** What the steps changed without having said so, each in a few words; empty when the migration is proved. */
export function unexplained(
  before: ProfileFigures,
  after: ProfileFigures,
  steps: readonly MigrationStep[],
): string[] {
  const declared = new Set(steps.flatMap(step => Object.keys(step.changes ?? {})))
  const wrong: string[] = []
  for (const [table, count] of before.rows) {
    const now = after.rows.get(table)
    if (now !== count && !declared.has(table))
      wrong.push(`${table}: ${count} rows before, ${now ?? 'no'} now`)
  }
  for (const [table, { hash }] of before.kept) {
    if (after.kept.get(table)?.hash !== hash && !declared.has(table)) wrong.push(`${table}: values differ`)
  }
  for (const [figure, value] of Object.entries(before.money)) {
    const now = after.money[figure]
    if (now !== value && !declared.has(figure)) wrong.push(`${figure}: ${value} before, ${now} now`)
  }
  const known = new Set(before.findings)
  const found = after.findings.filter(finding => !known.has(finding))
  if (found.length > 0 && !declared.has('findings'))
    wrong.push(`no longer proved: ${found.slice(0, 5).join('; ')}`)
  return wrong
}

/** The first thing SQLite finds wrong with the file, types and checks of the rows included; `ok` when nothing. */
export function soundnessOf(db: Database): string {
  return db.pragma('quick_check(1)', { simple: true }) as string
}

function tablesOf(db: Database): string[] {
  return db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'")
    .pluck()
    .all() as string[]
}

function columnsOf(db: Database, table: string): string[] {
  return (db.pragma(`table_info("${table}")`) as { name: string }[]).map(column => column.name)
}

// A column that is gone reads as its own name here, which is no value it had: the hash differs.
function hashOf(db: Database, table: string, columns: readonly string[]): string {
  const present = new Set(columnsOf(db, table))
  const list = columns.map(name => (present.has(name) ? `"${name}"` : `'gone: ${name}'`)).join(', ')
  const hash = createHash('sha256')
  const values = db.prepare(`SELECT ${list} FROM "${table}" ORDER BY 1`).raw().iterate()
  for (const row of values) hash.update(JSON.stringify(row))
  return hash.digest('hex')
}

function nameOf({ table, id, figure, cachedCents, provenCents }: Finding): string {
  return `${table} ${id} ${figure} ${cachedCents} for ${provenCents}`
}
