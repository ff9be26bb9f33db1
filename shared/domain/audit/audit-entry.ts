import { z } from 'zod'

/** What has a history of its own. */
export const AUDIT_TABLES = [
  'orders',
  'invoices',
  'payments',
  'credits',
  'customers',
  'products',
  'companies',
  'users',
] as const
export type AuditTable = (typeof AUDIT_TABLES)[number]

/** True for tables whose rows have a history of their own. */
export function isAuditTable(name: string): name is AuditTable {
  return (AUDIT_TABLES as readonly string[]).includes(name)
}

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])
/** A field's value as the trail keeps it: texts are cut, lists of records are told apart as parts. */
export type AuditValue = z.output<typeof value>

/** What is told of a document: of itself (`''`), or of what belongs to it. */
export const AUDIT_PARTS = [
  '',
  'line',
  'charge',
  'application',
  'revision',
  'override',
  'attachment',
  'step',
  'ship-to',
  'contact',
  'terms',
  'box-type',
  'charge-type',
  'template',
  'mail',
  'link',
  'task',
] as const
export type AuditPart = (typeof AUDIT_PARTS)[number]

// Not an enum: an entry of a newer relay may tell of a part that this desktop does not know.
const whereOf = {
  part: z.string(),
  /** Which of them: a line's description, an invoice's number. */ label: z.string(),
}

export const auditChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changed'), ...whereOf, field: z.string(), from: value, to: value }),
  z.object({ kind: z.enum(['added', 'removed']), ...whereOf, values: z.record(z.string(), value) }),
])
/** One thing that is not as it was. */
export type AuditChange = z.output<typeof auditChange>

/** What one command did to one subject, or would have done: its text is what the chain of hashes is made of. */
export const auditEntry = z.object({
  /** Dense per company, from 1. */
  nth: z.int(),
  rev: z.int(),
  /** `table:id`; empty for a command that is about nothing that has a history. */
  subject: z.string(),
  commandId: z.string(),
  command: z.string(),
  /** A user id, or `relay`. */
  by: z.string(),
  /** Their name at the time; empty where it was not known. */
  byName: z.string(),
  /** Empty for the relay's own. */
  deviceId: z.string(),
  /** When it was typed, by the clock of where that was. */
  at: z.int(),
  /** When the relay took it. */
  takenAt: z.int(),
  outcome: z.enum(['accepted', 'refused', 'quarantined']),
  refusal: z
    .object({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
      field: z.string(),
    })
    .nullable(),
  /** Of a refused command: what it asked for. */
  changes: z.array(auditChange),
  /** Changes that are left out, of a command with very many. */
  more: z.int(),
})
export type AuditEntry = z.output<typeof auditEntry>
