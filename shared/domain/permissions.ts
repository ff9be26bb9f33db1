import { ROLES, type Role, type UserRow } from './user/user-row.ts'

/**
 * `own` narrows the right to customers that carry the user as salesperson; `own-orders` to those and to orders, and
 * invoices of orders, that carry the user as salesperson whoever the customer's is.
 */
export type Grant = 'all' | 'own' | 'own-orders'

const ALL: Grant = 'all'
const OWN: Grant = 'own'
const OWN_ORDERS: Grant = 'own-orders'

/** Who may do what: domain table 7, one row per right. What is not named is not allowed. */
export const PERMISSIONS = {
  'orders.edit': { admin: ALL, cashier: ALL, 'sales-manager': ALL, sales: ALL, 'sales-allocations': ALL },
  'documents.email': {
    admin: ALL,
    receivables: ALL,
    cashier: ALL,
    'sales-manager': ALL,
    sales: ALL,
    'sales-allocations': ALL,
  },
  'receivables.view': {
    admin: ALL,
    receivables: ALL,
    cashier: ALL,
    'credit-manager': ALL,
    'sales-manager': ALL,
    sales: OWN,
    'sales-allocations': OWN,
  },
  // Who only views receivables sends none of their papers: statements, and links over open invoices.
  'receivables.send': { admin: ALL, receivables: ALL, cashier: ALL, sales: OWN, 'sales-allocations': OWN },
  'payments.receive': {
    admin: ALL,
    receivables: ALL,
    cashier: ALL,
    'credit-manager': ALL,
    'sales-manager': ALL,
    sales: OWN_ORDERS,
    'sales-allocations': OWN_ORDERS,
  },
  'payments.reverse': { admin: ALL, receivables: ALL, cashier: ALL },
  'credits.create': {
    admin: ALL,
    receivables: ALL,
    'credit-manager': ALL,
    'sales-manager': ALL,
    sales: ALL,
    'sales-allocations': ALL,
  },
  'credits.approve': { admin: ALL, 'credit-manager': ALL, 'sales-manager': ALL },
  'credits.reopen': { admin: ALL, 'credit-manager': ALL },
  'finance-charges': { admin: ALL, receivables: ALL },
  'periods.close': { admin: ALL, receivables: ALL },
  'periods.reopen': { admin: ALL },
  'credit.override': { admin: ALL, 'credit-manager': ALL },
  // A Sales Manager grants an override to himself only: see grantedCents.
  'credit.override-own': { admin: ALL, 'credit-manager': ALL, 'sales-manager': ALL },
  'customers.edit': { admin: ALL, receivables: ALL, 'credit-manager': ALL, 'sales-manager': ALL },
  'customers.edit-advanced': { admin: ALL },
  'products.edit': { admin: ALL, 'sales-manager': ALL },
  'tasks.close': { admin: ALL, receivables: ALL, cashier: ALL, 'credit-manager': ALL },
  setup: { admin: ALL },
} as const satisfies Record<string, Partial<Record<Role, Grant>>>

export type Permission = keyof typeof PERMISSIONS

/** The roles that give a right, wide or narrowed, in the order of the table. */
export function rolesWith(right: Permission): Role[] {
  const grants: Partial<Record<Role, Grant>> = PERMISSIONS[right]
  return ROLES.filter(role => grants[role] !== undefined)
}

const WIDEST_FIRST = [ALL, OWN_ORDERS, OWN] as const

/** The widest grant a user's roles give for a right; null when none does or the user is not active. */
export function grantFor(
  user: Pick<UserRow, 'roles' | 'active' | 'manageOwnCustomers'>,
  right: Permission,
): Grant | null {
  if (!user.active) return null
  const grants: Partial<Record<Role, Grant>> = PERMISSIONS[right]
  const given = user.roles.map(role => grants[role])
  const widest = WIDEST_FIRST.find(grant => given.includes(grant)) ?? null
  return widest !== null && seesOwnOnly(user, null) ? 'own' : widest
}

/**
 * Whether someone is shown the customers only that carry them as salesperson: in all there is by *Manage own customers*, which
 * binds no admin, and in what a `right` shows where their roles give no wider one.
 */
export function seesOwnOnly(
  user: Pick<UserRow, 'roles' | 'active' | 'manageOwnCustomers'>,
  right: Permission | null,
): boolean {
  if (user.manageOwnCustomers && !user.roles.includes('admin')) return true
  const grant = right === null ? null : grantFor(user, right)
  return grant === 'own' || grant === 'own-orders'
}

/** Whose customers someone sees: `own-receivables` all of them, but invoices, payments and aging of their own only. */
export type CustomersSeen = 'all' | 'own-receivables' | 'own'

/** Whose customers someone sees, or would see if they were active. */
export function customersSeen(user: Pick<UserRow, 'roles' | 'manageOwnCustomers'>): CustomersSeen {
  const asActive = { ...user, active: true }
  if (seesOwnOnly(asActive, null)) return 'own'
  return seesOwnOnly(asActive, 'receivables.view') ? 'own-receivables' : 'all'
}

/** Who has a customer, an order or an invoice as theirs. */
type Owned = { salespersonId: string | null }

/**
 * Whether a grant reaches what is done: `own` the user's customers, `own-orders` besides these what is wholly about orders, and
 * invoices of orders, of the user's. What is about no customer is in everyone's reach. A null document is nobody's.
 */
export function isWithin(
  grant: Grant,
  userId: string,
  customer: Owned | null,
  documents: readonly (Owned | null)[],
): boolean {
  if (grant === 'all' || customer === null || customer.salespersonId === userId) return true
  return (
    grant === 'own-orders' &&
    documents.length > 0 &&
    documents.every(document => document?.salespersonId === userId)
  )
}
