import type { AuditEntry } from '../../shared/domain/audit/audit-entry.ts'
import type { AuditAnswer } from '../../shared/protocol/sync.ts'
import type { Sql } from '../ports.ts'

/** A subject's entries below `before`, or from the newest on, newest first; `next` is where the page after begins. */
export async function readTrail(
  sql: Sql,
  companyId: string,
  subject: string,
  before: number | null,
  limit: number,
): Promise<AuditAnswer> {
  const found = await sql.all<{ entry: string }>(
    `SELECT entry FROM audit WHERE company_id = $1 AND subject = $2 AND nth < $3 ORDER BY nth DESC LIMIT $4`,
    [companyId, subject, before ?? Number.MAX_SAFE_INTEGER, limit + 1],
  )
  const entries = found.slice(0, limit).map(({ entry }) => JSON.parse(entry) as AuditEntry)
  const devices = await sql.lookup<{ device_id: string; name: string }>(
    'SELECT device_id, name FROM device WHERE company_id = $1',
    [companyId],
    ['device_id'],
    [...new Set(entries.map(({ deviceId }) => deviceId).filter(id => id !== ''))].map(id => [id]),
  )
  const names = new Map(devices.map(({ device_id, name }) => [device_id, name]))
  return {
    entries: entries.map(entry => ({ ...entry, deviceName: names.get(entry.deviceId) ?? '' })),
    next: found.length > limit ? (entries.at(-1)?.nth ?? null) : null,
  }
}
