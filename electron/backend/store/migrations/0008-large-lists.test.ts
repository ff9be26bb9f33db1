import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { ASKS } from '../../../../shared/protocol/desk.ts'
import { migrate } from '../migrations.ts'
import { customersListing } from '../queries/customers-list.ts'
import { ordersListing } from '../queries/orders-summary.ts'
import { paymentsListing } from '../queries/payments-history.ts'
import { type QueryContext, statementCache } from '../queries/query-context.ts'

function context(db: Sqlite.Database): QueryContext {
  return { sql: statementCache(db), today: '2026-11-25', ownerId: null } as unknown as QueryContext
}

function plan(db: Sqlite.Database, sql: string, params: object = {}): string {
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(params) as { detail: string }[]
  return steps.map(({ detail }) => detail).join('\n')
}

const migrated = () => {
  const db = new Sqlite(':memory:')
  migrate(db)
  return db
}

test('nothing that is there changes', () => {
  const db = new Sqlite(':memory:')
  migrate(db, 7)
  db.exec(
    "INSERT INTO customer_balances (id, rev, openCents, unappliedCents, pendingCents) VALUES ('c', 3, 500, 20, 0)",
  )
  const before = db.prepare('SELECT * FROM customer_balances').all()
  migrate(db, 8)
  expect(db.prepare('SELECT * FROM customer_balances').all()).toEqual(before)
})

const CUSTOMERS = [
  ['', 'customers_by_name_order'],
  ['name', 'customers_by_name_order'],
  ['code', 'customers_by_code'],
  ['city', 'customers_by_city'],
  ['type', 'customers_by_type'],
  ['phone', 'customers_by_phone'],
  ['termsCode', 'customers_by_terms'],
  ['salespersonName', 'users_by_name'],
  ['creditLimitCents', 'customers_by_limit'],
  ['openCents', 'customer_balances_open'],
  ['status', 'customers_by_status'],
] as const

test.each(CUSTOMERS)('customers by %j are read in order, not sorted', (sort, index) => {
  const db = migrated()
  for (const descending of [false, true])
    for (const active of ['active', 'all'] as const) {
      const input = ASKS['customers.list'].parse({ sort, descending, active })
      const { ids, params } = customersListing(context(db), input)
      const steps = plan(db, `${ids} LIMIT 100`, params)
      expect(steps).toContain(index)
      expect(steps).not.toContain('USE TEMP B-TREE FOR ORDER BY')
    }
})

test.each(['ASC', 'DESC'])('orders and payments by customer are read along the names, %s', way => {
  const db = migrated()
  const asked = { sort: 'customerName', descending: way === 'DESC' }
  const orders = ordersListing(context(db), ASKS['orders.summary'].parse(asked))
  const payments = paymentsListing(context(db), ASKS['payments.history'].parse(asked))
  for (const { ids, params } of [orders, payments]) {
    const steps = plan(db, `${ids} LIMIT 100`, params)
    expect(steps).toContain('customers_by_name')
    expect(steps).not.toContain('USE TEMP B-TREE FOR ORDER BY')
  }
})

test.each([
  [
    'the open invoices',
    'SELECT id, customerId, issuedOn, dueOn, totalCents, openCents, lastLinkId, number, poNumber, orderId FROM invoices WHERE openCents > 0',
    'COVERING INDEX invoices_open_figures',
  ],
  [
    'the aging',
    'SELECT customerId, dueOn, issuedOn, openCents FROM invoices WHERE openCents > 0 ORDER BY customerId',
    'COVERING INDEX invoices_aging',
  ],
  [
    'the roll of customers',
    'SELECT id, code, name, termsCode, salespersonId, creditLimitCents, creditHold FROM customers ORDER BY name COLLATE NOCASE',
    'COVERING INDEX customers_by_name',
  ],
  [
    'whom a statement was mailed',
    "SELECT DISTINCT customerId FROM mails WHERE kind = 'statement' AND statementOn BETWEEN 'a' AND 'b' AND state <> 'canceled'",
    'COVERING INDEX mails_statements',
  ],
  [
    'payments dated later',
    "SELECT DISTINCT +customerId FROM payments WHERE receivedOn > '2026-11-25'",
    'payments_by_received (receivedOn>?)',
  ],
  [
    'what payments come to',
    "SELECT receivedOn, sum(totalCents * (status = 'posted' AND kind <> 'credit')), sum(unappliedCents) FROM payments GROUP BY receivedOn",
    'COVERING INDEX payments_by_received',
  ],
  [
    'what orders come to',
    'SELECT status, count(*), sum(totalCents) FROM orders GROUP BY status',
    'COVERING INDEX orders_by_status',
  ],
])('%s are read from one index', (_what, sql, index) => {
  const steps = plan(migrated(), sql)
  expect(steps).toContain(index)
  expect(steps).not.toContain('USE TEMP B-TREE FOR ORDER BY')
})
