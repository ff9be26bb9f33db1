import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../migrations.ts'

test('entries that are there stay as they are, booked with nothing, and are pulled again', () => {
  const db = new Sqlite(':memory:')
  migrate(db, 10)
  db.exec(`
    INSERT INTO applications (id, rev, paymentId, invoiceId, customerId, amountCents, discountCents, appliedOn, recordedBy, recordedAt)
    VALUES ('a', 3, 'p', 'i', 'c', 500, 0, '2026-11-25', 'u', 5);
    INSERT INTO scope_cursor VALUES ('company', 12, 'tag');
  `)
  const before = one(db, 'applications')
  migrate(db, 11)
  expect(one(db, 'applications')).toEqual({ ...before, bookedWith: null })
  expect(one(db, 'scope_cursor')).toBeUndefined()
})

function one(db: Sqlite.Database, table: string): object {
  return db.prepare(`SELECT * FROM ${table}`).get() as object
}
