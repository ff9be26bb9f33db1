import type { ImportKind } from '../../../shared/domain/import/import-row.ts'

const DAY_FIELDS = { invoices: 'issuedOn', credits: 'creditedOn', payments: 'receivedOn' } as const

/** The column of a document's own day; null for what is no document. */
export function dayFieldOf(kind: ImportKind): (typeof DAY_FIELDS)[keyof typeof DAY_FIELDS] | null {
  return kind === 'customers' || kind === 'products' ? null : DAY_FIELDS[kind]
}
