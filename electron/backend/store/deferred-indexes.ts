import type { Database } from 'better-sqlite3'
import { TABLE_NAMES } from '../../../shared/domain/tables.ts'

/**
 * Drops the indexes of the business tables and of their claims, and keeps their text: filling a table and sorting it once is
 * cheaper than keeping it sorted. Runs inside the caller's transaction; asking again changes nothing.
 */
export function deferIndexes(db: Database): void {
  const tables = [...TABLE_NAMES, 'claim'].map(name => `'${name}'`).join(', ')
  const found = db
    .prepare(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (${tables})`,
    )
    .all() as { name: string; sql: string }[]
  const keep = db.prepare('INSERT OR REPLACE INTO deferred_index (name, sql) VALUES (?, ?)')
  for (const { name, sql } of found) {
    keep.run(name, sql)
    db.exec(`DROP INDEX ${name}`)
  }
}

/** Builds one of the indexes that were deferred, in a transaction of its own; false when there are none left. */
export function buildDeferredIndex(db: Database): boolean {
  return db
    .transaction(() => {
      const next = db.prepare('SELECT name, sql FROM deferred_index ORDER BY name LIMIT 1').get() as
        | { name: string; sql: string }
        | undefined
      if (!next) return false
      db.exec(next.sql)
      db.prepare('DELETE FROM deferred_index WHERE name = ?').run(next.name)
      return true
    })
    .immediate()
}

/** Builds all of them. */
export function buildDeferredIndexes(db: Database): void {
  while (buildDeferredIndex(db));
}

/** Builds what a first sync that was cut off still owes, where the profile's schema is older than `version`: steps may change it. */
export function settleIndexesBefore(db: Database, version: number): Database {
  const isOlder = (db.pragma('user_version', { simple: true }) as number) < version
  const isKept = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'deferred_index'").get() !== undefined
  if (isOlder && isKept) buildDeferredIndexes(db)
  return db
}
