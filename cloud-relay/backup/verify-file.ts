import Database from 'better-sqlite3'
import { MIGRATIONS } from '../store/migrations.ts'
import { type CompanyProof, verifyCompany } from './verify-company.ts'

/** A backup that can't be trusted. The message is what is wrong, for the operator. */
export class DamagedBackupError extends Error {
  override name = 'DamagedBackupError'
}

/**
 * Proves a relay's database file without changing it: SQLite's own check, every balance from its entries, and what the
 * relay relies on; of one company when it is named. `called` is what the operator knows the file as. Throws {@link DamagedBackupError} with all that is wrong.
 */
export function verifyFile(path: string, only: string | null = null, called = path): CompanyProof[] {
  let db: Database.Database
  try {
    db = new Database(path, { readonly: true, fileMustExist: true })
  } catch (error) {
    throw new DamagedBackupError(`${called} can't be opened: ${textOf(error)}`)
  }
  try {
    // One snapshot, also of a database that a relay writes to meanwhile.
    db.exec('BEGIN')
    const newest = MIGRATIONS.at(-1)?.version ?? 0
    const findings = checkFile(db, newest)
    if (findings.length > 0) throw new DamagedBackupError(story(called, findings))
    const companies = db.prepare('SELECT company_id FROM company ORDER BY company_id').pluck()
    const ids = (companies.all() as string[]).filter(companyId => only === null || companyId === only)
    const proofs = ids.map(companyId => verifyCompany(db, companyId))
    const wrong = proofs.flatMap(proof => proof.findings.map(finding => `${proof.companyId}: ${finding}`))
    if (wrong.length > 0) throw new DamagedBackupError(story(called, wrong))
    return proofs
  } catch (error) {
    if (error instanceof DamagedBackupError) throw error
    throw new DamagedBackupError(`${called} can't be read: ${textOf(error)}`)
  } finally {
    db.close()
  }
}

function checkFile(db: Database.Database, newest: number): string[] {
  const integrity = db.pragma('integrity_check') as { integrity_check: string }[]
  const damage = integrity.map(row => row.integrity_check).filter(text => text !== 'ok')
  if (damage.length > 0) return damage
  const version = db.prepare('SELECT MAX(version) FROM migration').pluck().get() as number | null
  if (version === null) return ['it is no database of a relay']
  return version > newest ? [`it is of a newer Florin: version ${version}, this one knows ${newest}`] : []
}

function story(path: string, findings: readonly string[]): string {
  const shown = findings.slice(0, 20)
  const more = findings.length > shown.length ? `\n  … and ${findings.length - shown.length} more` : ''
  return `${path} is damaged:\n  ${shown.join('\n  ')}${more}`
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
