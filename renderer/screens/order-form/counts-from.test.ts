import { expect, test } from 'vitest'
import { anInvoice } from '../../../shared/testing/builders.ts'
import { aDesk } from '../../../shared/testing/desk.ts'
import { countsFrom } from './counts-from.ts'
import { revisePayload } from './revision-content.ts'

const TODAY = '2026-11-25'
const closed = (closedThrough: string | null) => ({ closedThrough })

test('a change of an invoice in a closed period is said to count from the day it is made', () => {
  expect(countsFrom('2026-10-31', '2026-10-31', TODAY, closed('2026-10-31'))).toBe(TODAY)
  expect(countsFrom('2026-10-31', '2026-12-01', TODAY, closed('2026-10-31'))).toBe('2026-12-01')
})

test('of an invoice in an open period nothing is said', () => {
  expect(countsFrom('2026-11-01', '2026-11-01', TODAY, closed('2026-10-31'))).toBeNull()
  expect(countsFrom('2026-11-01', '2026-11-01', TODAY, closed(null))).toBeNull()
})

test('it is the day that the revision has once it is issued', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  desk.must('company.change', { changes: { closedThrough: { from: null, to: invoice.issuedOn } } })
  const order = { ...desk.ledger.row('orders', invoice.orderId), poNumber: 'PS-2' }
  const lines = desk.ledger.all('order_lines').filter(line => line.orderId === order.id)
  const on = '2026-12-02'
  desk.must('order.revise', revisePayload({ order, lines, expectedRevision: 1 } as never, on, false))
  const revision = desk.ledger.all('invoice_revisions').find(one => one.revision === 2)
  const company = desk.ledger.row('companies', 'company')
  expect(countsFrom(invoice.issuedOn, invoice.issuedOn, on, company)).toBe(revision?.effectiveOn)
})
