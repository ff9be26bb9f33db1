import { isId } from '../../lib/ids.ts'
import { COMPANY_ROW } from '../company/company-of.ts'
import type { AnyRow, Rows, TableName } from '../tables.ts'
import { type AuditTable, isAuditTable } from './audit-entry.ts'

/** The subject that a row of this table and id is. */
export function subjectOf(table: AuditTable, id: string): string {
  return `${table}:${id}`
}

/** Whose history a row belongs to: its own, or that of the documents it is a part of. */
export function subjectsOfRow<T extends TableName>(table: T, row: AnyRow): string[] {
  if (isAuditTable(table)) return [subjectOf(table, row.id)]
  return OWNERS[table as keyof typeof OWNERS]?.(row as never) ?? []
}

const OWNERS: { readonly [T in TableName]?: (row: Rows[T]) => string[] } = {
  order_lines: row => [subjectOf('orders', row.orderId)],
  credit_overrides: row => [subjectOf('orders', row.orderId)],
  invoice_revisions: row => (row.revision > 1 ? [subjectOf('invoices', row.invoiceId)] : []),
  applications: row => [subjectOf('payments', row.paymentId), subjectOf('invoices', row.invoiceId)],
  attachments: row => named(row.subject),
  mails: row => {
    if (row.invoiceId) return [subjectOf('invoices', row.invoiceId)]
    if (row.paymentId) return [subjectOf('payments', row.paymentId)]
    return [subjectOf('customers', row.customerId)]
  },
  payment_links: row => [subjectOf('customers', row.customerId)],
  tasks: row => {
    const about = named(row.subject)
    return about.length > 0 || row.customerId === null ? about : [subjectOf('customers', row.customerId)]
  },
}

/**
 * What a command is about by its payload alone, looked at before anyone has parsed it: for those that were refused, and
 * those that are not sent yet.
 */
export function subjectsOfPayload(command: string, payload: unknown): string[] {
  if (OF_THE_COMPANY.has(command)) return [subjectOf('companies', COMPANY_ROW)]
  if (typeof payload !== 'object' || payload === null) return []
  const subjects = new Set<string>()
  for (const [field, table] of Object.entries(NAMED_BY)) {
    const id = (payload as Record<string, unknown>)[field]
    if (typeof id === 'string' && isId(id)) subjects.add(subjectOf(table, id))
  }
  const { subject } = payload as { subject?: unknown }
  if (typeof subject === 'string') for (const one of named(subject)) subjects.add(one)
  return [...subjects]
}

/** What names nothing, for it is about the company: its settings, and its closed days. */
const OF_THE_COMPANY: ReadonlySet<string> = new Set([
  'company.change',
  'company.create',
  'company.record-payments-account',
  'period.close',
  'period.reopen',
])

/** The fields by which payloads name what they are about. */
const NAMED_BY: Readonly<Record<string, AuditTable>> = {
  orderId: 'orders',
  invoiceId: 'invoices',
  paymentId: 'payments',
  refundId: 'payments',
  creditId: 'credits',
  customerId: 'customers',
  fromId: 'customers',
  intoId: 'customers',
  productId: 'products',
  userId: 'users',
}

/** The table and id of a subject; null when it is none that has a history. */
function readSubject(subject: string): { table: AuditTable; id: string } | null {
  const colon = subject.indexOf(':')
  const [table, id] = [subject.slice(0, colon), subject.slice(colon + 1)]
  return isAuditTable(table) && (isId(id) || (table === 'companies' && id === COMPANY_ROW))
    ? { table, id }
    : null
}

function named(subject: string): string[] {
  return readSubject(subject) ? [subject] : []
}
