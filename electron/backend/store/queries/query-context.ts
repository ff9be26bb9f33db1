import type { Database, Statement } from 'better-sqlite3'
import type { CompanyRow } from '../../../../shared/domain/company/company-row.ts'
import type { TableName } from '../../../../shared/domain/tables.ts'
import type { UserRow } from '../../../../shared/domain/user/user-row.ts'
import type { CustomerRoll } from '../../memory/customer-roll.ts'
import type { OpenInvoices } from '../../memory/open-invoices.ts'
import type { Tallies } from '../../memory/tallies.ts'
import type { RowReader } from '../row-store.ts'
import type { Asking } from './asking.ts'

/** What a query may use: committed data, who asks, and what day it is. It can't write. */
export interface QueryContext extends Asking {
  rows: Pick<RowReader, 'answer'>
  company: CompanyRow
  user: UserRow
  /** Set for salespeople who see their own customers only. */
  ownerId: string | null
  /** Today in the company's time zone. */
  today: string
  now: number
  /**
   * What a key stood for, until one of the tables `of` changes, or, where none are named, anything: sums of a long list are the same
   * for each of its pages.
   */
  remember?<T>(key: string, make: () => T, of?: readonly TableName[]): T
  /** All customers, kept in memory. */
  roll?(): CustomerRoll
  /** What is kept of all open invoices. */
  open?(): OpenInvoices
  /** What is kept of all orders and payments. */
  tallies?: Tallies
}

/** Keeps what is made until `forget` is called for a table of it, the newest {@link MOST_KEPT} of it. */
export function rememberedUntilChange(): {
  remember<T>(key: string, make: () => T, of?: readonly TableName[]): T
  forget(tables: ReadonlySet<TableName>): void
} {
  const kept = new Map<string, { made: unknown; of: readonly TableName[] | undefined }>()
  return {
    remember<T>(key: string, make: () => T, of?: readonly TableName[]): T {
      const known = kept.get(key)
      if (known) return known.made as T
      const made = make()
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!)
      kept.set(key, { made, of })
      return made
    },
    forget(tables) {
      for (const [key, { of }] of kept)
        if (of === undefined || of.some(table => tables.has(table))) kept.delete(key)
    },
  }
}

const MOST_KEPT = 60

/** The same asker on another connection, whose data stay as they are: what is kept of the first one's state is left out. */
export function onConnection(
  { company, user, ownerId, today, now }: QueryContext,
  sql: QueryContext['sql'],
  rows: QueryContext['rows'],
): QueryContext {
  const { remember } = rememberedUntilChange()
  return { sql, rows, company, user, ownerId, today, now, remember }
}

/** Caches prepared statements of a connection by their text. Each comes as if it were new: what one asker made of it (`raw`, `pluck`) is not the next one's. */
export function statementCache(db: Database): (text: string) => Statement {
  const cache = new Map<string, Statement>()
  return text => {
    let statement = cache.get(text)
    if (!statement) {
      statement = db.prepare(text)
      cache.set(text, statement)
    } else if (statement.reader) statement.raw(false).pluck(false)
    return statement
  }
}

/** Makes a `LIKE … ESCAPE '\'` pattern that finds `text` anywhere. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, character => `\\${character}`)}%`
}

/** `ORDER BY` from a list of allowed columns, some of several terms; ends with the id so that pages never overlap. */
export function orderBy(
  columns: Readonly<Record<string, string | readonly string[]>>,
  sort: string,
  descending: boolean,
  fallback: string,
  id: string,
): string {
  const direction = descending ? 'DESC' : 'ASC'
  const column = Object.hasOwn(columns, sort) ? columns[sort] : null
  if (!column) return `ORDER BY ${fallback}`
  return `ORDER BY ${[column, id]
    .flat()
    .map(term => `${term} ${direction}`)
    .join(', ')}`
}

/**
 * ` AND column IN …` where the asker sees own customers only, else what always holds; the statement takes `@ownerId`. The
 * plus keeps SQLite from going customer by customer where a query has a better way.
 */
export function ownCustomers(q: Pick<QueryContext, 'ownerId'>, column: string): string {
  return q.ownerId === null
    ? 'AND @ownerId IS NULL'
    : `AND +${column} IN (SELECT id FROM customers WHERE salespersonId = @ownerId)`
}

/** Conditions joined by AND; always true when there are none. */
export function whereAll(conditions: readonly string[]): string {
  return conditions.length === 0 ? '1' : conditions.join(' AND ')
}
