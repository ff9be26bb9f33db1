import type { Database } from 'better-sqlite3'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { Rows, TableName } from '../../../shared/domain/tables.ts'
import { type Verification, verifyBalances } from '../../../shared/domain/verify-balances.ts'
import { toRow } from './row-codec.ts'

/** Proves every cached balance of a profile, in one snapshot of it. */
export function verifyProfile(db: Database): Verification {
  return db.transaction(() => {
    const company = [...rowsOf(db, 'companies')][0] as CompanyRow | undefined
    return verifyBalances({
      boxTypes: company?.boxTypes ?? [],
      orderLines: rowsOf(db, 'order_lines'),
      orders: rowsOf(db, 'orders'),
      applications: rowsOf(db, 'applications'),
      invoices: rowsOf(db, 'invoices'),
      revisions: db
        .prepare('SELECT invoiceId, revision, totalCents FROM invoice_revisions')
        .iterate() as Iterable<Rows['invoice_revisions']>,
      payments: rowsOf(db, 'payments'),
      // A profile is proved before it is migrated, too: one from before there were balances has none to prove.
      balances: hasTable(db, 'customer_balances') ? rowsOf(db, 'customer_balances') : [],
    })
  })()
}

function hasTable(db: Database, name: TableName): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined
}

function* rowsOf<T extends TableName>(db: Database, table: T): Generator<Rows[T]> {
  for (const record of db.prepare(`SELECT * FROM ${table}`).iterate()) {
    yield toRow(table, record as Record<string, unknown>) as Rows[T]
  }
}
