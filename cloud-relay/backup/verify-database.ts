import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '../../shared/lib/ids.ts'
import type { Store } from '../ports.ts'
import { CommandRefused, exportStore } from './back-up.ts'
import type { CompanyProof } from './verify-company.ts'
import { verifyFile } from './verify-file.ts'

/**
 * Proves what a relay serves, beside the running relay and as one snapshot: all that a backup is proved for, the audit
 * trail included, of one company or of all. PostgreSQL is exported to a file that is gone afterwards. Throws
 * DamagedBackupError with what is wrong, and {@link CommandRefused}.
 */
export async function verifyDatabase(
  place: { file: string } | { store: Store },
  companyId: string | null,
  clock: Clock,
): Promise<CompanyProof[]> {
  if ('file' in place) {
    if (!existsSync(place.file)) throw new CommandRefused(`There is no database ${place.file}.`)
    return proofsIn(place.file, companyId)
  }
  const folder = mkdtempSync(join(tmpdir(), 'florin-verify-'))
  try {
    const path = join(folder, 'relay.db')
    await exportStore(place.store, path, clock, companyId)
    return proofsIn(path, companyId, 'the database')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function proofsIn(path: string, companyId: string | null, called = path): CompanyProof[] {
  const proofs = verifyFile(path, companyId, called)
  if (companyId !== null && proofs.length === 0) throw new CommandRefused(`There is no company ${companyId}.`)
  return proofs
}
