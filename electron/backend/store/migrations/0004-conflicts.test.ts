import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { migrate } from '../migrations.ts'

test('what is there stays as it is, with nothing held, edited or merged yet, and is pulled again', () => {
  const db = new Sqlite(':memory:')
  migrate(db, 3)
  db.exec(`
    INSERT INTO tasks (id, rev, extra, kind, state, customerId, subject, params, createdAt, closedBy, closedAt)
      VALUES ('t', 4, NULL, 'overpayment', 'open', 'c', 'payments:p', '{}', 7, NULL, NULL);
    INSERT INTO order_lines (id, rev, extra, orderId, position, productId, description, soldAs, boxType, boxes, bunchesPerBox,
      stemsPerBunch, quantity, priceE4, taxable, totalCents)
      VALUES ('l', 5, NULL, 'o', 1, NULL, 'Rose', 'box-stem', 'HB', 2, 12, 25, 0, 3800, 0, 22800);
    INSERT INTO outbox VALUES
      (1, 'c1', 1, 'order.void', 1, '{"orderId":"o"}', 'ana', 5, 'queued', NULL, 'accepted', NULL, NULL);
    INSERT INTO scope_cursor VALUES ('company', 12, 'tag');
  `)
  const before = { task: one(db, 'tasks'), line: one(db, 'order_lines'), queued: one(db, 'outbox') }
  migrate(db, 4)
  expect(one(db, 'tasks')).toEqual({ ...before.task, causedBy: '', deviceId: '' })
  expect(one(db, 'order_lines')).toEqual({ ...before.line, editedBy: '{}' })
  expect(one(db, 'outbox')).toEqual(before.queued)
  expect(one(db, 'scope_cursor')).toBeUndefined()
  expect(one(db, 'customer_balances')).toBeUndefined()
})

function one(db: Sqlite.Database, table: string): object {
  return db.prepare(`SELECT * FROM ${table}`).get() as object
}
