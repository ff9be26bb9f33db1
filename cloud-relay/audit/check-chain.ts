import type { AuditEntry } from '../../shared/domain/audit/audit-entry.ts'
import { type ChainHead, chainHash, chainStart } from './audit-chain.ts'

/** A row of the trail as it is stored. */
export interface StoredEntry {
  nth: number
  subject: string
  entry: string
  hash: string
}

/** A row of the company's log, as far as entries repeat it. */
export interface LoggedCommand {
  cmd_id: string
  name: string
  user_id: string
  device_id: string
  at: number
  outcome: string
  decided_at: number
}

/**
 * Walks a company's trail from its start: names the first entry that is not what was written, or null when all of it
 * holds. Entries come in order of `nth`; `logged` answers the command of a revision.
 */
export function checkChain(
  company: { companyId: string; head: number; chain: ChainHead },
  entries: Iterable<StoredEntry>,
  logged: (rev: number) => LoggedCommand | undefined,
): string | null {
  const { companyId, head, chain } = company
  let hash = chainStart(companyId, chain.since)
  let rev = chain.since
  let count = 0
  for (const stored of entries) {
    const { nth } = stored
    if (nth !== count + 1) return `the audit trail breaks at entry ${count + 1}: it is missing`
    if (nth > chain.count)
      return `the audit trail breaks at entry ${nth}: it was added, the company has ${chain.count}`
    hash = chainHash(hash, stored.entry)
    if (hash !== stored.hash)
      return `${told(stored)}: it is not what was written, or does not follow the one before`
    const entry = JSON.parse(stored.entry) as AuditEntry
    if (entry.nth !== nth || entry.subject !== stored.subject)
      return `${told(stored)}: it is filed under another document`
    if (entry.rev !== rev && entry.rev !== rev + 1)
      return `${told(stored)}: revision ${rev + 1} left no entry`
    if (entry.rev !== rev && !isLogged(entry, logged(entry.rev)))
      return `${told(stored)}: the log has another command at revision ${entry.rev}`
    rev = entry.rev
    count = nth
  }
  if (count !== chain.count) return `the audit trail breaks at entry ${count + 1}: it is missing`
  if (count > 0 && hash !== chain.hash)
    return `the audit trail breaks at entry ${count}: the company remembers another`
  if (rev !== head) return `the audit trail breaks after entry ${count}: revision ${rev + 1} left no entry`
  return null
}

function isLogged(entry: AuditEntry, log: LoggedCommand | undefined): boolean {
  return (
    log !== undefined &&
    log.cmd_id === entry.commandId &&
    log.name === entry.command &&
    log.user_id === entry.by &&
    log.device_id === entry.deviceId &&
    log.at === entry.at &&
    log.outcome === entry.outcome &&
    log.decided_at === entry.takenAt
  )
}

// What was tampered with may be no entry at all.
function told({ nth, entry }: StoredEntry): string {
  const { command, rev, subject } = readLoosely(entry)
  const what =
    typeof command === 'string' ? ` (revision ${rev}, ${command}, ${subject || 'about nothing'})` : ''
  return `the audit trail breaks at entry ${nth}${what}`
}

function readLoosely(text: string): Partial<AuditEntry> {
  try {
    return (JSON.parse(text) as Partial<AuditEntry> | null) ?? {}
  } catch {
    return {}
  }
}
