import type { Database } from 'better-sqlite3'

/** One step of the profile's schema, to `version` from the one before it. */
export type MigrationStep = {
  version: number
  name: string
  /**
   * What it changes of that which a migration leaves alone, each with the reason: a table (its row count; for sync's own
   * tables every value), or `findings`, `receivablesCents` or one of the counts of a verification.
   */
  changes?: Readonly<Record<string, string>>
  /** What must hold right after the step; answers what does not in a few words, else null. */
  proves?(db: Database): string | null
} & (
  | { sql: string }
  /** Runs inside the migration's transaction: it must not commit, and not wait. */
  | { run(db: Database): void }
)

/** Does one step, inside the caller's transaction. */
export function takeStep(db: Database, step: MigrationStep): void {
  if ('sql' in step) db.exec(step.sql)
  else step.run(db)
  const wrong = step.proves?.(db) ?? null
  if (wrong !== null) throw new Error(`step ${step.version} (${step.name}): ${wrong}`)
  db.pragma(`user_version = ${step.version}`)
}
