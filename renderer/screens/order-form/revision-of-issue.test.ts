import { expect, test } from 'vitest'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import { aLineOf, anInvoice } from '../../../shared/testing/builders.ts'
import { aDesk } from '../../../shared/testing/desk.ts'
import { revisePayload } from './revision-content.ts'
import { revisionOfIssue } from './revision-of-issue.ts'

test('a change refused because another came first is filled in again, and issued on top of that one', () => {
  const desk = aDesk()
  const { id: invoiceId, orderId } = anInvoice(desk)
  const order = desk.ledger.row('orders', orderId)
  const lines = desk.ledger.all('order_lines')
  const draft = { expectedRevision: 1, order, lines, commandId: desk.newId() }
  const theirs = { ...revisePayload(draft, '2026-11-25', false), lines: [aLineOf(desk, 10_00)] }
  desk.must('order.revise', theirs)
  const mine = revisePayload({ ...draft, order: { ...order, poNumber: 'PS-9' } }, '2026-11-25', false)
  expect(desk.arrive('order.revise', mine).refusal?.code).toBe('order-revised')

  const view = { order: desk.ledger.row('orders', orderId), invoice: desk.ledger.row('invoices', invoiceId) }
  const company = desk.ledger.row('companies', 'company')
  const refilled = revisionOfIssue(mine as PayloadOf<'order.revise'>, view, company, () => desk.newId())
  expect(refilled).toMatchObject({ expectedRevision: 2, order: { totalCents: 228_00, poNumber: 'PS-9' } })
  desk.must('order.revise', revisePayload(refilled, '2026-11-25', false))
  expect(desk.ledger.row('invoices', invoiceId)).toMatchObject({ revision: 3, totalCents: 228_00 })
})
