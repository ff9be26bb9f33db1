import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../migrations.ts'

test('what is there stays as it is, with what such rows have in the new columns, and is pulled again', () => {
  const db = new Sqlite(':memory:')
  migrate(db, 4)
  db.exec(`
    INSERT INTO applications (id, rev, extra, paymentId, invoiceId, customerId, amountCents, appliedOn, recordedBy, recordedAt)
      VALUES ('a', 4, NULL, 'p', 'i', 'c', 200, '2026-09-01', 'u', 7);
    INSERT INTO invoices (id, rev, extra, orderId, customerId, number, revision, status, issuedOn, dueOn, termsCode, currency,
      poNumber, salespersonId, totalCents, openCents, voidedOn, lastLinkId, lastMailId)
      VALUES ('i', 5, NULL, 'o', 'c', '1001', 1, 'open', '2026-09-01', '2026-10-01', 'NET30', 'USD', '', NULL, 500, 300, NULL, NULL, NULL);
    INSERT INTO scope_cursor VALUES ('company', 12, 'tag');
  `)
  const before = { application: one(db, 'applications'), invoice: one(db, 'invoices') }
  migrate(db, 5)
  expect(one(db, 'applications')).toEqual({ ...before.application, discountCents: 0 })
  expect(one(db, 'invoices')).toEqual({ ...before.invoice, kind: 'order', cause: '' })
  expect(one(db, 'scope_cursor')).toBeUndefined()
  expect(one(db, 'credits')).toBeUndefined()
})

function one(db: Sqlite.Database, table: string): object {
  return db.prepare(`SELECT * FROM ${table}`).get() as object
}
