import { auditEntries } from '../../shared/domain/audit/audit-entries.ts'
import type { SqlValue } from '../ports.ts'
import { type ChainHead, chainHash, chainStart } from './audit-chain.ts'

export const AUDIT_COLUMNS = ['company_id', 'nth', 'subject', 'entry', 'hash']

/** Rows of decided commands for the trail, in {@link AUDIT_COLUMNS}, and where the chain stands after them. */
export function auditRows(
  companyId: string,
  head: ChainHead,
  commands: readonly Parameters<typeof auditEntries>[0][],
): { rows: SqlValue[][]; head: ChainHead } {
  const rows: SqlValue[][] = []
  let { count, hash } = head
  if (count === 0) hash = chainStart(companyId, head.since)
  for (const command of commands) {
    for (const entry of auditEntries(command, count + 1)) {
      const text = JSON.stringify(entry)
      hash = chainHash(hash, text)
      count++
      rows.push([companyId, count, entry.subject, text, hash])
    }
  }
  return { rows, head: { since: head.since, count, hash } }
}
