import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'

/** The newest ones that are kept: each is as large as the profile. */
const KEPT = 5

/**
 * Copies the database as it stands into `salvage/` of the profile and answers the copy's name there. The copy is whole or
 * it is not there. Throws SQLITE_FULL where the disk has no room.
 */
export function salvage(db: Database, directory: string, reason: string, now: number): string {
  const folder = join(directory, 'salvage')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `${new Date(now)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-')}-${reason}.db`
  const unfinished = join(folder, `${name}.part`)
  rmSync(unfinished, { force: true })
  db.prepare('VACUUM INTO ?').run(unfinished)
  renameSync(unfinished, join(folder, name))
  const copies = readdirSync(folder).filter(file => file.endsWith('.db'))
  for (const old of copies.toSorted().slice(0, -KEPT)) rmSync(join(folder, old), { force: true })
  return join('salvage', name)
}
