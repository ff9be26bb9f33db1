import type { Database, Statement } from 'better-sqlite3'
import type { TableName } from '../../../shared/domain/tables.ts'
import type { RowWriter } from '../store/row-store.ts'

/** What a commit changed, row by row, for what is kept in memory of them. */
export interface Noted {
  /** Whose figures may have moved. */
  customers: ReadonlySet<string>
  /** Invoices that were written or removed. */
  invoices: ReadonlySet<string>
  /** What orders and payments were before and after a write, in the order of the writes. */
  tallied: readonly TallyMove[]
}

/** One row as `tallies` count it, by its key; null where there is none. */
export interface TallyMove {
  table: TalliedTable
  before: TallyValues | null
  after: TallyValues | null
}

export type TalliedTable = 'orders' | 'payments'
/** The key it is counted under, then what is summed. */
export type TallyValues = [string, ...number[]]

// A void payment counts for nothing in the sums, a refund that came to nothing neither; of a reversal nothing is applied.
const COUNTS = "(status = 'posted' AND refundState NOT IN ('failed', 'canceled'))"

/** The key, and what is summed of a row: of payments the day received and the kind. */
export const TALLIED: Record<TalliedTable, readonly [string, ...string[]]> = {
  orders: ['status', '1', 'totalCents'],
  payments: [
    "(receivedOn || ' ' || kind)",
    '1',
    `(totalCents * ${COUNTS})`,
    `((totalCents - unappliedCents - returnedCents) * (totalCents > 0) * ${COUNTS})`,
    `(unappliedCents * ${COUNTS})`,
  ],
}

/** More than so many are as good as all of them. */
const MOST_NOTED = 2000

const OF_ITS_INVOICE = '(SELECT customerId FROM invoices WHERE id = invoiceId)'

/** Whom a row counts for, as SQL over its table. An application counts for the customer whose invoice it pays. */
const WHOSE: Partial<Record<TableName, string>> = {
  customers: 'id',
  customer_balances: 'id',
  invoices: 'customerId',
  payments: 'customerId',
  applications: OF_ITS_INVOICE,
  invoice_revisions: OF_ITS_INVOICE,
}

/** Told after a commit. */
export type ChangeListener = (tables: ReadonlySet<TableName>, noted: Noted | null) => void

interface Notes {
  customers: Set<string>
  invoices: Set<string>
  tallied: TallyMove[]
  count: number
}

/**
 * The writer, with notes of what it writes. `begun` forgets the notes of a transaction that did not end; `taken` answers those
 * since it was last asked, null for too many to tell.
 */
export function notingChanges(
  db: Database,
  rows: RowWriter,
): { rows: RowWriter; begun(): void; taken(): Noted | null } {
  let notes: Notes | null = none()
  const statements = new Map<string, Statement>()
  const read = (table: TableName, columns: string, id: string): unknown[] | undefined => {
    const text = `SELECT ${columns} FROM ${table} WHERE id = ?`
    let statement = statements.get(text)
    if (!statement) {
      statement = db.prepare(text).raw()
      statements.set(text, statement)
    }
    return statement.get(id) as unknown[] | undefined
  }

  function noteCustomer(table: TableName, id: string): void {
    const whose = WHOSE[table]
    if (notes === null || whose === undefined) return
    const customerId = read(table, whose, id)?.[0] as string | null | undefined
    if (customerId) notes.customers.add(customerId)
    if (table === 'invoices') notes.invoices.add(id)
  }

  function tally(table: TableName, id: string): TallyValues | null {
    return (read(table, TALLIED[table as TalliedTable].join(', '), id) as TallyValues | undefined) ?? null
  }

  function noting(table: TableName, id: string, write: () => void): void {
    const isTallied = notes !== null && table in TALLIED
    noteCustomer(table, id)
    const before = isTallied ? tally(table, id) : null
    write()
    noteCustomer(table, id)
    if (isTallied) notes?.tallied.push({ table: table as TalliedTable, before, after: tally(table, id) })
    if (notes !== null && (isTallied || table in WHOSE) && ++notes.count > MOST_NOTED) notes = null
  }

  return {
    rows: {
      ...rows,
      predict: (table, row) => noting(table, row.id, () => rows.predict(table, row)),
      confirm: (table, id, rev, doc) => noting(table, id, () => rows.confirm(table, id, rev, doc)),
      remove: (table, id) => noting(table, id, () => rows.remove(table, id)),
      add(table, id, rev, doc) {
        notes = null
        rows.add(table, id, rev, doc)
      },
      empty(table) {
        notes = null
        rows.empty(table)
      },
    },
    begun() {
      if (notes !== null) notes = none()
    },
    taken() {
      const noted = notes
      notes = none()
      return noted
    },
  }
}

const none = (): Notes => ({ customers: new Set(), invoices: new Set(), tallied: [], count: 0 })
