import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { fold } from '../../../shared/domain/fold.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import type { QueryContext } from '../store/queries/query-context.ts'

/** What a check asks this desktop about: answers are kept for the check's time, for files say the same name again and again. */
export interface KnownHere {
  company: CompanyRow
  today: string
  users: readonly UserRow[]
  /** A customer by code, else by name; a merged one is the one it became. */
  customer(text: string): CustomerRow | 'several' | null
  /** Active customers of this name. */
  named(name: string): { id: string; code: string }[]
  /** The row that holds a unique claim, with its customer where it is a document. */
  holder(claim: string, table: 'customers' | 'products' | 'invoices' | 'credits' | 'payments'): Holder | null
}

export interface Holder {
  id: string
  customerId: string | null
  name: string
}

/** What is known here, asked of the committed rows. */
export function knownHere(q: QueryContext): KnownHere {
  const found = new Map<string, CustomerRow | 'several' | null>()
  const one = (id: string): CustomerRow | null => {
    const row = q.rows.answer({ kind: 'row', table: 'customers', id }) as CustomerRow | null
    return row?.mergedIntoId ? one(row.mergedIntoId) : row
  }
  const byName = (name: string) =>
    q
      .sql('SELECT id, code FROM customers WHERE nameKey = ? AND mergedIntoId IS NULL LIMIT 3')
      .all(fold(name)) as { id: string; code: string }[]
  const find = (text: string): CustomerRow | 'several' | null => {
    const holder = q.rows.answer({ kind: 'claim', claim: `customer.code:${fold(text)}` }) as string | null
    if (holder) return one(holder)
    const named = byName(text)
    if (named.length > 1) return 'several'
    if (named[0]) return one(named[0].id)
    // QuickBooks writes jobs as `Customer:Job`: the customer owes.
    const colon = text.indexOf(':')
    return colon > 0 ? find(text.slice(0, colon).trim()) : null
  }
  const users = q.sql('SELECT id, name, login FROM users').all() as UserRow[]
  return {
    company: q.company,
    today: q.today,
    users,
    customer(text) {
      const known = found.get(text)
      if (known !== undefined) return known
      const customer = find(text)
      found.set(text, customer)
      return customer
    },
    named: byName,
    holder(claim, table) {
      const id = q.rows.answer({ kind: 'claim', claim }) as string | null
      if (id === null) return null
      const isParty = table === 'customers' || table === 'products'
      const columns = isParty
        ? `NULL AS customerId, ${table === 'customers' ? 'name' : 'description'} AS name`
        : 'customerId, number AS name'
      const row = q.sql(`SELECT ${columns} FROM ${table} WHERE id = ?`).get(id) as
        | Omit<Holder, 'id'>
        | undefined
      return row ? { id, ...row } : null
    },
  }
}
