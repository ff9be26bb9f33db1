import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../migrations.ts'

test('payments stay as they are, and what was not kept before is pulled again', () => {
  const db = new Sqlite(':memory:')
  migrate(db, 8)
  db.exec("INSERT INTO scope_cursor VALUES ('company', 12, 'tag')")
  db.exec(`INSERT INTO payouts (id, rev, gateway, reference, state, currency, amountCents, arrivesOn, createdAt, entryCount,
    isReconciled) VALUES ('p', 3, 'sandbox', 'po_1', 'paid', 'USD', 500, '2026-11-25', 5, 0, 0)`)
  const before = db.prepare('SELECT * FROM payouts').all()
  migrate(db, 9)
  expect(db.prepare('SELECT * FROM payouts').all()).toEqual(before)
  expect(db.prepare('SELECT count(*) FROM disputes').pluck().get()).toBe(0)
  expect(db.prepare('SELECT * FROM scope_cursor').all()).toEqual([])
})
