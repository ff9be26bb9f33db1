import { expect, test } from 'vitest'
import {
  aCustomer,
  aLine,
  aLineOf,
  anInvoice,
  anOrder,
  aPayment,
  orderPayload,
} from '../../testing/builders.ts'
import { aDesk, aUser } from '../../testing/desk.ts'

const ON = '2026-11-25'

test('a draft is placed, confirmed and becomes an invoice that carries its number', () => {
  const desk = aDesk()
  const customer = aCustomer(desk, { termsCode: 'NET15' })
  const order = anOrder(desk, { customerId: customer.id, poNumber: 'PS-1' })
  expect(order).toMatchObject({ status: 'draft', totalCents: 228_00, createdBy: desk.userId })
  desk.must('order.place', { orderId: order.id })
  expect(desk.ledger.row('orders', order.id).status).toBe('pending')
  desk.must('order.confirm', { orderId: order.id, issuedOn: ON, expectedTotalCents: 228_00 })
  const { status, invoiceId } = desk.ledger.row('orders', order.id)
  expect(status).toBe('confirmed')
  expect(desk.ledger.row('invoices', invoiceId!)).toMatchObject({
    number: order.number,
    revision: 1,
    status: 'open',
    issuedOn: ON,
    dueOn: '2026-12-10',
    termsCode: 'NET15',
    poNumber: 'PS-1',
    totalCents: 228_00,
    openCents: 228_00,
  })
})

test('the invoice is frozen at issue: later edits of the customer do not reach it', () => {
  const desk = aDesk()
  const jorge = aUser(desk, ['sales'], { name: 'Jorge Rivera' })
  const customer = aCustomer(desk)
  const invoice = anInvoice(desk, { customerId: customer.id, salespersonId: jorge.id, shipToId: 'workshop' })
  desk.must('customer.change', {
    customerId: customer.id,
    changes: { name: { from: customer.name, to: 'Other' } },
  })
  const [revision] = desk.ledger.all('invoice_revisions')
  expect(revision).toMatchObject({
    invoiceId: invoice.id,
    revision: 1,
    totalCents: 228_00,
    content: {
      terms: 'Net 30',
      salesperson: 'Jorge Rivera',
      billTo: { name: 'Petal & Stem Atelier', lines: ['12 Canal St', 'Brooklyn, NY 11201', 'US'] },
      shipTo: { name: 'Brooklyn workshop' },
      lines: [{ description: 'Rose Freedom Red 60cm', totalCents: 228_00 }],
      charges: [],
    },
  })
})

test('a company with fuel rates charges fuel, named in the customer’s language', () => {
  const boxTypes = [{ code: 'HB', name: 'Half box', fuelCents: 200 }]
  const desk = aDesk({ boxTypes })
  const customer = aCustomer(desk, { language: 'es' })
  expect(anInvoice(desk, { customerId: customer.id }).totalCents).toBe(232_00)
  expect(desk.ledger.all('invoice_revisions')[0]?.content.charges).toEqual([
    { label: 'Recargo de combustible', amountCents: 4_00, kind: 'fuel' },
  ])
})

test.each([
  ['2026-01-31', 'NET30', '2026-03-02'],
  ['2028-02-28', 'NET7', '2028-03-06'],
  ['2026-12-31', 'COD', '2026-12-31'],
])('issued on %s at %s is due on %s', (issuedOn, termsCode, dueOn) => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { termsCode }).id
  expect(anInvoice(desk, { customerId, issuedOn }).dueOn).toBe(dueOn)
})

test('a confirmed order can be neither edited nor confirmed again', () => {
  const desk = aDesk()
  const { orderId } = anInvoice(desk)
  const refused = { code: 'order-confirmed' }
  expect(
    desk.enter('order.confirm', { orderId, issuedOn: ON, expectedTotalCents: 228_00 }).refusal,
  ).toMatchObject(refused)
  expect(desk.enter('order.place', { orderId }).refusal).toMatchObject(refused)
  expect(desk.enter('order.add-line', { orderId, position: 2, line: aLine(desk) }).refusal).toMatchObject(
    refused,
  )
  const lineId = desk.ledger.all('order_lines')[0]!.id
  expect(desk.enter('order.remove-line', { orderId, lineId }).refusal).toMatchObject(refused)
  const change = { changes: { poNumber: { from: '', to: 'X' } } }
  expect(desk.enter('order.change', { orderId, ...change }).refusal).toMatchObject(refused)
})

test('confirming what someone changed meanwhile is refused with both totals', () => {
  const desk = aDesk()
  const order = anOrder(desk)
  desk.must('order.add-line', { orderId: order.id, position: 2, line: aLineOf(desk, 10_00) })
  const confirm = { orderId: order.id, issuedOn: ON, expectedTotalCents: order.totalCents }
  expect(desk.enter('order.confirm', confirm).refusal).toEqual({
    code: 'order-changed',
    params: { expectedCents: 228_00, totalCents: 238_00 },
    field: '',
  })
})

test('an order without lines is neither placed nor confirmed', () => {
  const desk = aDesk()
  const order = anOrder(desk, { lines: [] })
  expect(desk.enter('order.place', { orderId: order.id }).refusal?.code).toBe('order-empty')
  const confirm = { orderId: order.id, issuedOn: ON, expectedTotalCents: 0 }
  expect(desk.enter('order.confirm', confirm).refusal?.code).toBe('order-empty')
})

test('a customer who wants a PO on everything gets no invoice without one', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { poRequired: true }).id
  const order = anOrder(desk, { customerId })
  const confirm = { orderId: order.id, issuedOn: ON, expectedTotalCents: order.totalCents }
  expect(desk.enter('order.confirm', confirm).refusal).toMatchObject({
    code: 'po-required',
    field: 'poNumber',
  })
  desk.must('order.change', { orderId: order.id, changes: { poNumber: { from: '', to: 'PS-1' } } })
  desk.must('order.confirm', confirm)
})

test('edits of lines merge field by field, and totals follow', () => {
  const desk = aDesk()
  const order = anOrder(desk)
  const lineId = desk.ledger.all('order_lines')[0]!.id
  const edit = (changes: object) => desk.arrive('order.change-line', { orderId: order.id, lineId, changes })
  expect(edit({ boxes: { from: 2, to: 3 } }).refusal).toBeNull()
  expect(edit({ priceE4: { from: 3800, to: 4000 } }).refusal).toBeNull()
  expect(edit({ boxes: { from: 2, to: 5 } }).refusal).toMatchObject({
    code: 'changed-meanwhile',
    params: { field: 'boxes', yours: 5, theirs: 3 },
  })
  expect(desk.ledger.row('order_lines', lineId)).toMatchObject({
    boxes: 3,
    priceE4: 4000,
    totalCents: 360_00,
  })
  expect(desk.ledger.row('orders', order.id)).toMatchObject({ boxes: 3, totalCents: 360_00 })
  desk.must('order.remove-line', { orderId: order.id, lineId })
  expect(desk.ledger.row('orders', order.id)).toMatchObject({ boxes: 0, totalCents: 0 })
  expect(edit({ boxes: { from: 3, to: 4 } }).refusal?.code).toBe('unknown-line')
})

test('an order is voided with its invoice, and its number stays used', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  desk.must('order.void', { orderId: invoice.orderId, voidedOn: ON })
  expect(desk.ledger.row('orders', invoice.orderId).status).toBe('voided')
  expect(desk.ledger.row('invoices', invoice.id)).toMatchObject({
    status: 'void',
    openCents: 0,
    voidedOn: ON,
  })
  expect(desk.enter('order.void', { orderId: invoice.orderId, voidedOn: ON }).refusal?.code).toBe(
    'order-voided',
  )
  expect(desk.enter('order.create', orderPayload(desk, { number: invoice.number })).refusal?.code).toBe(
    'number-used',
  )
})

test('an invoice with money on it is not voided: the refusal says how much', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const applications = [{ invoiceId: invoice.id, amountCents: 28_00 }]
  const payment = aPayment(desk, { customerId: invoice.customerId, totalCents: 28_00, applications })
  const voiding = { orderId: invoice.orderId, voidedOn: ON }
  expect(desk.enter('order.void', voiding).refusal).toMatchObject({
    code: 'invoice-has-payments',
    params: { number: invoice.number, amountCents: 28_00 },
  })
  desk.must('payment.unapply', { paymentId: payment.id, invoiceId: invoice.id, unappliedOn: ON })
  desk.must('order.void', voiding)
})

test('a number that two desktops printed is kept with a suffix and a task', () => {
  const desk = aDesk()
  const first = anOrder(desk)
  for (const suffix of ['2', '3', '4', '5']) {
    const payload = orderPayload(desk, { customerId: first.customerId, number: first.number })
    expect(desk.arrive('order.create', payload).refusal).toBeNull()
    expect(desk.ledger.row('orders', payload.orderId).number).toBe(`${first.number}-${suffix}`)
  }
  expect(desk.ledger.all('tasks').map(task => task.kind)).toEqual(Array(4).fill('number-collision'))
  expect(desk.arrive('order.create', orderPayload(desk, { number: first.number })).refusal?.code).toBe(
    'number-used',
  )
})

test('a line’s id belongs to one line of one order', () => {
  const desk = aDesk()
  const confirmed = anInvoice(desk)
  const theirs = desk.ledger.all('order_lines')[0]!
  const stolen = { ...aLine(desk), lineId: theirs.id }
  expect(desk.enter('order.create', orderPayload(desk, { lines: [stolen] })).refusal?.code).toBe(
    'already-exists',
  )
  const order = anOrder(desk)
  const add = { orderId: order.id, position: 2, line: stolen }
  expect(desk.enter('order.add-line', add).refusal?.code).toBe('already-exists')
  const twice = aLine(desk)
  expect(desk.enter('order.create', orderPayload(desk, { lines: [twice, twice] })).refusal?.code).toBe(
    'already-exists',
  )
  expect(desk.ledger.row('order_lines', theirs.id).orderId).toBe(confirmed.orderId)
})

test('an order of nobody, of a closed customer or to an address that is not theirs is refused', () => {
  const desk = aDesk()
  const code = (fields: object) => desk.enter('order.create', orderPayload(desk, fields)).refusal?.code
  expect(code({ customerId: desk.newId() })).toBe('unknown-customer')
  expect(code({ customerId: aCustomer(desk, { active: false }).id })).toBe('customer-inactive')
  expect(code({ shipToId: 'elsewhere' })).toBe('unknown-ship-to')
})

test('an order that grows past what money holds is refused', () => {
  const desk = aDesk()
  const big = () => aLineOf(desk, 99_999_999)
  const lines = [aLine(desk, { ...big(), quantity: 700 }), aLine(desk, { ...big(), quantity: 700 })]
  expect(desk.enter('order.create', orderPayload(desk, { lines })).refusal?.code).toBe('amount-too-large')
})
