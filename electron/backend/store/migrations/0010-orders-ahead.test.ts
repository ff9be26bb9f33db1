import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../migrations.ts'

test('what is there stays as it is, with what such rows have in the new columns, and is pulled again', () => {
  const db = new Sqlite(':memory:')
  migrate(db, 9)
  db.exec(`
    INSERT INTO payment_links (id, rev, customerId, state, invoiceCount, askedCents, currency, language, sentTo, tokenLast4,
      createdAt, createdBy, unopenedUntilAt, tryOutcome) VALUES ('l', 3, 'c', 'sent', 1, 500, 'USD', 'en', '[]', 'abcd', 5, 'u', 9, '');
    INSERT INTO scope_cursor VALUES ('company', 12, 'tag');
  `)
  const before = one(db, 'payment_links')
  migrate(db, 10)
  expect(one(db, 'payment_links')).toEqual({
    ...before,
    orderId: null,
  })
  expect(one(db, 'scope_cursor')).toBeUndefined()
})

function one(db: Sqlite.Database, table: string): object {
  return db.prepare(`SELECT * FROM ${table}`).get() as object
}
