import { expect, test } from 'vitest'
import { aCredit, aCustomer, anInvoice, approved, creditPayload } from '../../testing/builders.ts'
import { aDesk, aUser } from '../../testing/desk.ts'

const ON = '2026-11-25'

test('a request goes out for review and moves nothing until it is approved', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk, { totalCents: 100_00 })
  const { customerId } = invoice
  const credit = aCredit(desk, { customerId, invoiceId: invoice.id, totalCents: 30_00 })
  expect(credit).toMatchObject({
    status: 'pending-review',
    totalCents: 30_00,
    currency: 'USD',
    paymentId: null,
  })
  expect(credit.steps.map(step => step.status)).toEqual(['new', 'pending-review'])
  expect(desk.ledger.all('payments')).toEqual([])
  expect(desk.ledger.row('invoices', invoice.id).openCents).toBe(100_00)
})

test('rejected with a note, changed and sent again, approved: every step is kept with who and when', () => {
  const desk = aDesk()
  const { customerId, id: invoiceId } = anInvoice(desk, { totalCents: 100_00 })
  const sales = aUser(desk, ['sales'])
  const manager = aUser(desk, ['sales-manager'])
  const payload = creditPayload(desk, { customerId, invoiceId, totalCents: 60_00 })
  const { creditId } = payload
  desk.must('credit.create', payload, sales.id)
  desk.must('credit.reject', { creditId, note: 'Only one box was bad' }, manager.id)
  expect(desk.ledger.row('credits', creditId).status).toBe('rejected')
  const { reason, creditedOn } = payload
  const lines = [{ lineId: null, description: 'One box', amountCents: 30_00 }]
  const again = { creditId, reason, creditedOn, lines, note: 'One box', answer: 'You are right' }
  desk.must('credit.resubmit', again, sales.id)
  expect(desk.ledger.row('credits', creditId)).toMatchObject({
    status: 'resubmitted',
    totalCents: 30_00,
    lines,
  })
  desk.must('credit.approve', { creditId, approvedOn: ON, expectedTotalCents: 30_00 }, manager.id)
  const { steps } = desk.ledger.row('credits', creditId)
  expect(steps.map(({ status, by, note }) => [status, by, note])).toEqual([
    ['new', sales.id, ''],
    ['pending-review', sales.id, ''],
    ['rejected', manager.id, 'Only one box was bad'],
    ['resubmitted', sales.id, 'You are right'],
    ['approved', manager.id, ''],
  ])
})

test('one that is only noted waits for its author, who changes it and sends it', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const credit = aCredit(desk, { customerId, submit: false })
  const { id: creditId, reason, creditedOn, lines, note } = credit
  expect(credit.status).toBe('new')
  const approve = { creditId, approvedOn: ON, expectedTotalCents: credit.totalCents }
  expect(desk.enter('credit.approve', approve).refusal).toMatchObject({
    code: 'credit-moved-on',
    params: { status: 'new' },
  })
  desk.must('credit.resubmit', { creditId, reason, creditedOn, lines, note, answer: '' })
  expect(desk.ledger.row('credits', creditId).status).toBe('pending-review')
})

test('each step starts from the states it may start from, and no other', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const { id: creditId, reason, creditedOn, lines, note, totalCents } = aCredit(desk, { customerId })
  const steps = {
    resubmit: () =>
      desk.enter('credit.resubmit', { creditId, reason, creditedOn, lines, note, answer: '' }).refusal?.code,
    approve: () =>
      desk.enter('credit.approve', { creditId, approvedOn: ON, expectedTotalCents: totalCents }).refusal
        ?.code,
    reject: () => desk.enter('credit.reject', { creditId, note: 'No' }).refusal?.code,
    reopen: () => desk.enter('credit.reopen', { creditId, reopenedOn: ON, note: '' }).refusal?.code,
  }
  expect([steps.resubmit(), steps.reopen()]).toEqual(['credit-moved-on', 'credit-moved-on'])
  expect(steps.approve()).toBeUndefined()
  expect([steps.approve(), steps.reject(), steps.resubmit()]).toEqual(
    Array.from({ length: 3 }, () => 'credit-moved-on'),
  )
  expect(steps.reopen()).toBeUndefined()
  expect(steps.reject()).toBeUndefined()
  expect([steps.approve(), steps.reject(), steps.reopen()]).toEqual(
    Array.from({ length: 3 }, () => 'credit-moved-on'),
  )
})

test('a rejection says why', () => {
  const desk = aDesk()
  const { id: creditId } = aCredit(desk, { customerId: aCustomer(desk).id })
  expect(desk.enter('credit.reject', { creditId, note: '  ' }).refusal?.code).toBe('invalid')
})

test('who approves approves what they saw', () => {
  const desk = aDesk()
  const { id: creditId, number } = aCredit(desk, { customerId: aCustomer(desk).id, totalCents: 50_00 })
  expect(
    desk.enter('credit.approve', { creditId, approvedOn: ON, expectedTotalCents: 40_00 }).refusal,
  ).toEqual({
    code: 'credit-changed',
    params: { number, expectedCents: 40_00, totalCents: 50_00 },
    field: '',
  })
})

test('what a credit is about must be there, and be the customer’s', () => {
  const desk = aDesk()
  const { customerId, id: invoiceId } = anInvoice(desk)
  const voided = anInvoice(desk, { customerId })
  desk.must('order.void', { orderId: voided.orderId, voidedOn: ON })
  const stranger = aCustomer(desk)
  const refused = (fields: object) =>
    desk.enter('credit.create', { ...creditPayload(desk, { customerId, invoiceId }), ...fields }).refusal
      ?.code
  expect(refused({ customerId: desk.newId() })).toBe('unknown-customer')
  expect(refused({ invoiceId: desk.newId() })).toBe('unknown-invoice')
  expect(refused({ invoiceId: voided.id })).toBe('invoice-void')
  expect(refused({ customerId: stranger.id })).toBe('other-customer')
  expect(refused({ lines: [] })).toBe('invalid')
  const line = { lineId: desk.newId(), description: 'Rose', amountCents: 1 }
  expect(refused({ lines: [line] })).toBe('unknown-line')
  expect(refused({ invoiceId: null, lines: [line] })).toBe('unknown-line')
  expect(refused({})).toBeUndefined()
})

test('an id or a number that is used is not used again; a number printed twice is kept with a suffix and a task', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const first = aCredit(desk, { customerId })
  const payload = creditPayload(desk, { customerId })
  expect(desk.enter('credit.create', { ...payload, creditId: first.id }).refusal?.code).toBe('already-exists')
  const twice = { ...payload, number: first.number }
  expect(desk.enter('credit.create', twice).refusal?.code).toBe('number-used')
  expect(desk.arrive('credit.create', twice).refusal).toBeNull()
  expect(desk.ledger.row('credits', payload.creditId).number).toBe(`${first.number}-2`)
  expect(desk.ledger.all('tasks')).toMatchObject([
    { kind: 'number-collision', subject: `credits:${payload.creditId}`, params: { printed: first.number } },
  ])
})

test('an invoice voided while its credit waits: the credit is not approved', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const credit = aCredit(desk, { customerId: invoice.customerId, invoiceId: invoice.id })
  desk.must('order.void', { orderId: invoice.orderId, voidedOn: ON })
  const approve = { creditId: credit.id, approvedOn: ON, expectedTotalCents: credit.totalCents }
  expect(desk.enter('credit.approve', approve).refusal?.code).toBe('invoice-void')
})

test('credits go with a customer that is merged', () => {
  const desk = aDesk()
  const from = aCustomer(desk)
  const into = aCustomer(desk)
  const waiting = aCredit(desk, { customerId: from.id })
  const posted = approved(desk, aCredit(desk, { customerId: from.id, totalCents: 20_00 }))
  desk.must('customer.merge', { fromId: from.id, intoId: into.id })
  for (const { id } of [waiting, posted]) expect(desk.ledger.row('credits', id).customerId).toBe(into.id)
  approved(desk, waiting)
  expect(desk.ledger.row('customer_balances', into.id).unappliedCents).toBe(70_00)
})
