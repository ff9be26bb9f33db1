import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { fold } from '../../../shared/domain/fold.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import { type HeldDocument, heldDocument } from './held-document.ts'

/** What a check asks this desktop about: answers are kept for the check's time, for files say the same name again and again. */
export interface KnownHere {
  company: CompanyRow
  today: string
  users: readonly UserRow[]
  /** A customer by code, else by name; a merged one is the one it became. */
  customer(text: string): CustomerRow | 'several' | null
  /** Active customers of this name. */
  named(name: string): { id: string; code: string }[]
  /** The customer or product that holds a code, by its name. */
  party(claim: string, table: 'customers' | 'products'): { name: string } | null
  /** The document that holds a number. */
  document(claim: string, table: 'invoices' | 'credits' | 'payments'): HeldDocument | null
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
    party(claim, table) {
      const id = q.rows.answer({ kind: 'claim', claim }) as string | null
      if (id === null) return null
      const name = table === 'customers' ? 'name' : 'description'
      return (
        (q.sql(`SELECT ${name} AS name FROM ${table} WHERE id = ?`).get(id) as
          | { name: string }
          | undefined) ?? null
      )
    },
    document(claim, table) {
      const id = q.rows.answer({ kind: 'claim', claim }) as string | null
      return id === null ? null : heldDocument(q, table, id)
    },
  }
}
