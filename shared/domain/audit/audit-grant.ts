import { type Grant, grantFor, type Permission } from '../permissions.ts'
import type { UserRow } from '../user/user-row.ts'
import type { AuditTable } from './audit-entry.ts'

/** The right that looking at a document asks for; null where every active user may, narrowed to own customers or not. */
const RIGHTS: Readonly<Record<AuditTable, Permission | null>> = {
  orders: null,
  invoices: 'receivables.view',
  payments: 'receivables.view',
  credits: 'receivables.view',
  customers: null,
  products: null,
  companies: 'setup',
  users: 'setup',
}

/** Whose documents' histories a user may read: the same as the documents themselves. null: none of this table. */
export function auditGrant(
  user: Pick<UserRow, 'roles' | 'active' | 'manageOwnCustomers'>,
  table: AuditTable,
): Grant | null {
  if (!user.active) return null
  const right = RIGHTS[table]
  if (right !== null) return grantFor(user, right)
  const isNarrowed = table !== 'products' && user.manageOwnCustomers && !user.roles.includes('admin')
  return isNarrowed ? 'own' : 'all'
}
