import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { ASKS } from '../../../../shared/protocol/desk.ts'
import { migrate } from '../migrations.ts'
import { invoicesListing } from '../queries/invoices-open.ts'
import type { QueryContext } from '../queries/query-context.ts'

test('nothing that is there changes', () => {
  const db = new Sqlite(':memory:')
  migrate(db, 5)
  db.exec(`
    INSERT INTO invoices (id, rev, orderId, customerId, number, revision, status, issuedOn, dueOn, termsCode, currency, poNumber,
      totalCents, openCents) VALUES ('i', 5, 'o', 'c', '1001', 1, 'open', '2026-09-01', '2026-10-01', 'NET30', 'USD', '', 500, 300)`)
  const before = db.prepare('SELECT * FROM invoices').all()
  migrate(db, 6)
  expect(db.prepare('SELECT * FROM invoices').all()).toEqual(before)
})

const plans = (input: object) => {
  const db = new Sqlite(':memory:')
  migrate(db)
  const q = { today: '2026-11-25', ownerId: null } as QueryContext
  const listing = invoicesListing(q, ASKS['invoices.open'].parse(input))
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${listing.ids} LIMIT 100`).all(listing.params)
  return (steps as { detail: string }[]).map(({ detail }) => detail)
}

const READ_IN_ORDER = [
  ['', 'invoices_open_figures'],
  ['number', 'invoices_open_by_number'],
  ['customerName', 'customers_by_name'],
  ['issuedOn', 'invoices_open_by_issued'],
  ['dueOn', 'invoices_open_figures'],
  ['terms', 'invoices_open_by_terms'],
  ['poNumber', 'invoices_open_by_po'],
  ['salespersonName', 'users_by_name'],
  ['totalCents', 'invoices_open_by_total'],
  ['paidCents', 'invoices_open_by_paid'],
  ['openCents', 'invoices_open_by_open'],
  ['daysPastDue', 'invoices_open_figures'],
  ['bucket', 'invoices_open_by_issued'],
] as const

test.each(READ_IN_ORDER)('open invoices by %s are read in order, not sorted', (sort, index) => {
  for (const descending of [false, true]) {
    const steps = plans({ sort, descending }).join('\n')
    expect(steps).toContain(index)
    expect(steps).not.toContain('USE TEMP B-TREE FOR ORDER BY')
  }
})

test.each(['emailedAt', 'link'])('open invoices by %s are sorted from what one index holds', sort => {
  expect(plans({ sort })[0]).toBe('SCAN i USING COVERING INDEX invoices_open_figures')
})

test('a chip that singles out a few begins at these', () => {
  expect(plans({ chip: 'past-due' })[0]).toContain('invoices_open_figures (dueOn<?)')
  expect(plans({ chip: 'opened-unpaid', sort: 'number' })[0]).toContain('payment_links_opened')
  expect(plans({ chip: 'undelivered', sort: 'number' })[0]).toContain('mails_undelivered')
})
