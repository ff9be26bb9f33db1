import type { Language } from '../company/company-row.ts'
import { fold } from '../fold.ts'
import { defineTable } from '../table.ts'

/** The seven roles; a user holds one or more. */
export const ROLES = [
  'admin',
  'receivables',
  'cashier',
  'credit-manager',
  'sales-manager',
  'sales',
  'sales-allocations',
] as const
export type Role = (typeof ROLES)[number]

/** Someone of the wholesaler's staff. Passwords are kept elsewhere: never in a synced row. */
export interface UserRow {
  id: string
  name: string
  /** What they type to log in; a mail address. */
  login: string
  roles: Role[]
  active: boolean
  /** Narrows a salesperson to the customers that carry them as salesperson. */
  manageOwnCustomers: boolean
  language: Language
}

export const users = defineTable<UserRow>({
  name: 'users',
  columns: {
    name: 'text',
    login: 'text',
    roles: 'json',
    active: 'boolean',
    manageOwnCustomers: 'boolean',
    language: 'text',
  },
  claims: row => [`user.login:${fold(row.login)}`],
})
