import { expect, test } from 'vitest'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { aLine, aLineOf, anInvoice } from '../../../shared/testing/builders.ts'
import { aDesk, type Desk } from '../../../shared/testing/desk.ts'
import { AskRefused } from '../../app/ask-client.ts'
import { openRevisionBook, type RevisionDraft } from './revision-book.ts'
import { nextContent, revisePayload } from './revision-content.ts'

function opened(desk: Desk, kept: RevisionDraft | null = null) {
  const invoice = desk.ledger.all('invoices')[0] ?? anInvoice(desk, { lines: [aLineOf(desk, 100_00)] })
  const order = desk.ledger.row('orders', invoice.orderId)
  const customer = desk.ledger.row('customers', order.customerId)
  const view = { order, invoice, customer, lines: desk.ledger.all('order_lines') } as unknown as OrderView
  const company = desk.ledger.row('companies', 'company')
  const drafts: RevisionDraft[] = []
  const book = openRevisionBook(view, company, kept, {
    newId: () => desk.newId(),
    now: () => 1,
    keep: draft => drafts.push(draft),
  })
  return { book, drafts, view, company, invoice, orderId: order.id }
}

test('a confirmed order is edited like a draft, and nothing of it leaves before it is issued', async () => {
  const desk = aDesk()
  const { book, orderId, invoice } = opened(desk)
  const before = desk.given.length
  const lineId = book.view().lines[0]!.id
  await book.give('order.change-line', {
    orderId,
    lineId,
    changes: { quantity: { from: 1, to: 3 } },
    seen: null,
  })
  await book.give('order.add-line', { orderId, position: 2, line: aLine(desk) })
  await book.give('order.change', { orderId, changes: { poNumber: { from: '', to: 'PS-9' } } })
  expect(book.view().order).toMatchObject({ totalCents: 528_00, poNumber: 'PS-9' })
  expect(desk.given).toHaveLength(before)
  desk.must('order.revise', revisePayload(book.draft(), '2026-11-25', false))
  expect(desk.ledger.row('invoices', invoice.id)).toMatchObject({ revision: 2, totalCents: 528_00 })
})

test('pressed again it is the same deed, over a reload too; once something was changed it is another', async () => {
  const desk = aDesk()
  const { book, drafts, orderId, invoice } = opened(desk)
  const poNumber = (from: string, to: string) =>
    book.give('order.change', { orderId, changes: { poNumber: { from, to } } })
  const payload = (release = false) => revisePayload(book.draft(), '2026-11-25', release)
  await poNumber('', 'PS-9')
  const first = book.deedOf(payload())
  expect(book.deedOf(payload())).toBe(first)
  const kept = JSON.parse(JSON.stringify(drafts.at(-1))) as RevisionDraft
  expect(opened(desk, kept).book.deedOf(payload())).toBe(first)
  expect(book.deedOf(payload(true)), 'with payments released').not.toBe(first)
  const actor = { kind: 'user', userId: desk.userId, deviceId: desk.deviceId } as const
  const give = (id: string) =>
    desk.ledger.enter({ id, name: 'order.revise', payload: payload(), actor, at: 1 }).refusal
  const second = book.deedOf(payload())
  expect(give(second)).toBeNull()
  // Its answer was lost, and someone goes on changing: an edit under that id would be told "done", and lost.
  await poNumber('PS-9', 'PS-10')
  const third = book.deedOf(payload())
  expect(third).not.toBe(second)
  expect(give(third)).toMatchObject({ code: 'order-revised', params: { revision: 2 } })
  expect(desk.ledger.row('invoices', invoice.id).poNumber).toBe('PS-9')
})

test('what was changed is gone on with after a reload', async () => {
  const desk = aDesk()
  const first = opened(desk)
  const charge = {
    chargeId: desk.newId(),
    label: 'Rush',
    kind: 'fixed',
    rateBps: 0,
    amountCents: 5_00,
    frozen: false,
  } as const
  await first.book.give('order.add-charge', { orderId: first.orderId, charge })
  const kept = JSON.parse(JSON.stringify(first.drafts.at(-1))) as RevisionDraft
  expect(opened(desk, kept).book.view().order.totalCents).toBe(105_00)
})

test('an edit that can not stand is refused as a draft’s is, and what was there stays', async () => {
  const desk = aDesk()
  const { book, orderId } = opened(desk)
  const lineId = book.view().lines[0]!.id
  const changes = { quantity: { from: 1, to: 0 } }
  const refused = book.give('order.change-line', { orderId, lineId, changes, seen: null })
  await expect(refused).rejects.toThrow(AskRefused)
  expect(book.view().lines[0]!.quantity).toBe(1)
})

test('the preview is what is issued, word for word', async () => {
  const desk = aDesk()
  const { book, view, company, orderId } = opened(desk)
  await book.give('order.add-line', { orderId, position: 2, line: aLine(desk) })
  const last = desk.ledger.all('invoice_revisions')[0]!.content
  const preview = nextContent(book.draft(), view, company, [], last)
  desk.must('order.revise', revisePayload(book.draft(), '2026-11-25', false))
  expect(desk.ledger.all('invoice_revisions')[1]!.content).toEqual(preview)
})
