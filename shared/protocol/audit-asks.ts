import { z } from 'zod'
import { AUDIT_TABLES, type AuditChange } from '../domain/audit/audit-entry.ts'
import { COMPANY_ROW } from '../domain/company/company-of.ts'
import { id } from '../lib/parse.ts'
import type { AuditAnswer } from './sync.ts'

/** The questions about who did what, a part of the desk's. */
export const auditAsks = {
  /** A document's history below the entry `before`, newest first. Kept at the relay; what waits here comes with the first page. */
  'audit.of': z.strictObject({
    table: z.enum(AUDIT_TABLES),
    id: z.union([id, z.literal(COMPANY_ROW)]),
    before: z.int().min(1).nullable().default(null),
  }),
} as const

/** A command of this desktop that the relay has not decided yet. */
export interface UnsentEntry {
  commandId: string
  command: string
  by: string
  byName: string
  at: number
  changes: AuditChange[]
}

/** A page of a history. */
export interface AuditPage {
  /** This desktop's own, newest first; only on the first page. */
  unsent: UnsentEntry[]
  entries: AuditAnswer['entries']
  next: number | null
  /** Why the relay did not answer; what waits here is told all the same. */
  fault: 'unreachable' | 'log-in-again' | null
  /** What people call the rows that values name by their ids. */
  names: Record<string, string>
}

/** What each of {@link auditAsks} answers. */
export interface AuditAnswers {
  'audit.of': AuditPage
}
