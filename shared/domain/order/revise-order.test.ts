import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { aCustomer, aLine, aLineOf, aLink, anInvoice, anOrder, aPayment } from '../../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../testing/desk.ts'
import { ORDER_CHANGE_POLICIES, type OrderChangePolicy } from '../company/company-row.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import type { Role } from '../user/user-row.ts'
import { verifyBalances } from '../verify-balances.ts'
import { mayChangeConfirmed } from './change-policy.ts'
import type { OrderLineInput } from './order-fields.ts'

const ON = '2026-11-25'
const HELD = 'credit-limit-exceeded'

/** What `order.revise` takes to leave an order as it is, but for `fields`. */
function revision(desk: Desk, { orderId, revision: expectedRevision }: InvoiceRow, fields: object = {}) {
  const { shipOn, carrier, shipToId, poNumber, reference, ...order } = desk.ledger.row('orders', orderId)
  const { salespersonId, buyerContactId, warehouseNote, invoiceNote } = order
  const own = desk.ledger.all('order_lines').filter(line => line.orderId === orderId)
  const lines: OrderLineInput[] = own.map(
    ({ id: lineId, orderId: _o, position: _p, totalCents: _t, editedBy: _e, ...entries }) => ({
      lineId,
      ...entries,
    }),
  )
  return {
    orderId,
    expectedRevision,
    revisedOn: ON,
    header: {
      shipOn,
      carrier,
      shipToId,
      poNumber,
      reference,
      salespersonId,
      buyerContactId,
      warehouseNote,
      invoiceNote,
    },
    lines,
    charges: order.charges.map(({ id: chargeId, ...charge }) => ({ chargeId, ...charge })),
    ...fields,
  }
}

const books = (desk: Desk) => verifyBalances(booksOf(desk.ledger)).findings

test('a revision replaces header, lines and charges, raises the invoice and keeps the earlier one readable', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk, { lines: [aLineOf(desk, 100_00), aLineOf(desk, 50_00)] })
  const given = revision(desk, invoice)
  const [first] = given.lines
  const added = aLineOf(desk, 30_00)
  const delivery = {
    chargeId: desk.newId(),
    label: 'Delivery',
    kind: 'fixed',
    rateBps: 0,
    amountCents: 5_00,
    frozen: false,
  }
  desk.must('order.revise', {
    ...given,
    revisedOn: '2026-11-26',
    header: { ...given.header, poNumber: 'PS-9' },
    lines: [added, { ...first!, quantity: 2 }],
    charges: [delivery],
  })
  expect(desk.ledger.row('invoices', invoice.id)).toMatchObject({
    number: invoice.number,
    revision: 2,
    totalCents: 235_00,
    openCents: 235_00,
    poNumber: 'PS-9',
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
  })
  expect(desk.ledger.row('orders', invoice.orderId)).toMatchObject({
    status: 'confirmed',
    totalCents: 235_00,
    poNumber: 'PS-9',
  })
  const lines = desk.ledger.all('order_lines').toSorted((a, b) => a.position - b.position)
  expect(lines.map(line => [line.id, line.totalCents])).toEqual([
    [added.lineId, 30_00],
    [first!.lineId, 200_00],
  ])
  const revisions = desk.ledger.all('invoice_revisions')
  expect(revisions.map(one => [one.revision, one.totalCents, one.effectiveOn])).toEqual([
    [1, 150_00, ON],
    [2, 235_00, '2026-11-26'],
  ])
  expect(revisions[0]?.content).toMatchObject({ poNumber: '', totalCents: 150_00, revision: 1 })
  expect(revisions[1]?.content).toMatchObject({
    number: invoice.number,
    poNumber: 'PS-9',
    terms: 'Net 30',
    charges: [{ label: 'Delivery', amountCents: 5_00 }],
    revision: 2,
  })
  expect(desk.ledger.row('customer_balances', invoice.customerId).openCents).toBe(235_00)
  expect(books(desk)).toEqual([])
})

test('whoever changed an older revision is told, and a draft is changed in its form', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const given = revision(desk, invoice, { header: { ...revision(desk, invoice).header, reference: 'A' } })
  desk.must('order.revise', given)
  expect(desk.enter('order.revise', given).refusal).toEqual({
    code: 'order-revised',
    params: { number: invoice.number, expectedRevision: 1, revision: 2 },
    field: '',
  })
  const draft = anOrder(desk)
  expect(
    desk.enter('order.revise', { ...given, orderId: draft.id, lines: [aLine(desk)] }).refusal?.code,
  ).toBe('order-not-confirmed')
  desk.must('order.void', { orderId: invoice.orderId, voidedOn: ON })
  expect(desk.enter('order.revise', given).refusal?.code).toBe('order-voided')
})

test('the total may not fall below what is applied; what is too much is released when it says so, the newest first', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk, { totalCents: 100_00 })
  const { customerId } = invoice
  const pay = (amountCents: number) =>
    aPayment(desk, {
      customerId,
      totalCents: amountCents,
      applications: [{ invoiceId: invoice.id, amountCents }],
    })
  const older = pay(60_00)
  desk.clock.advance(1000)
  const newer = pay(30_00)
  const given = revision(desk, invoice)
  const lower = { ...given, lines: [{ ...given.lines[0]!, priceE4: 50_0000 }] }
  expect(desk.enter('order.revise', lower).refusal).toEqual({
    code: 'total-below-applied',
    params: { number: invoice.number, totalCents: 50_00, appliedCents: 90_00 },
    field: '',
  })
  const sales = aUser(desk, ['sales-manager'])
  const releasing = { ...lower, releasePayments: true }
  expect(desk.enter('order.revise', releasing, sales.id).refusal).toMatchObject({
    code: 'not-allowed',
    params: { right: 'payments.reverse' },
  })
  desk.must('order.revise', releasing)
  expect(desk.ledger.row('invoices', invoice.id)).toMatchObject({ totalCents: 50_00, openCents: 0 })
  expect(desk.ledger.row('payments', newer.id).unappliedCents).toBe(30_00)
  expect(desk.ledger.row('payments', older.id).unappliedCents).toBe(10_00)
  expect(books(desk)).toEqual([])
})

test('a payment link that was sent before still knows its invoice, at what is open now', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const link = aLink(desk, invoice.id)
  const given = revision(desk, invoice)
  desk.must('order.revise', { ...given, lines: [...given.lines, aLineOf(desk, 10_00)] })
  expect(desk.ledger.row('payment_links', link.id)).toMatchObject({ id: link.id, state: link.state })
  expect(desk.ledger.row('invoices', invoice.id)).toMatchObject({ openCents: 238_00, lastLinkId: link.id })
})

test('a change that goes beyond the credit needs an override, one that lowers the order does not', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { creditLimitCents: 100_00 }).id
  const invoice = anInvoice(desk, { customerId, totalCents: 90_00 })
  const given = revision(desk, invoice)
  const at = (priceE4: number) => ({ ...given, lines: [{ ...given.lines[0]!, priceE4 }] })
  expect(desk.enter('order.revise', at(120_0000)).refusal).toMatchObject({
    code: 'over-credit-limit',
    params: { shortCents: 20_00 },
  })
  const grant = { overrideId: desk.newId(), orderId: invoice.orderId, amountCents: 20_00, grantedOn: ON }
  desk.must('credit.override', { ...grant, note: '' })
  desk.must('order.revise', at(120_0000))
  desk.must('order.revise', { ...at(10_0000), expectedRevision: 2 })
})

test('on credit hold no confirmed order is raised without an override of that day', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const changes = { creditHold: { from: false, to: true } }
  desk.must('customer.change', { customerId: invoice.customerId, changes })
  const given = revision(desk, invoice)
  const raised = { ...given, lines: [...given.lines, aLineOf(desk, 10_00)] }
  expect(desk.enter('order.revise', raised).refusal?.code).toBe('credit-hold')
  const grant = { overrideId: desk.newId(), orderId: invoice.orderId, amountCents: 0, note: '' }
  desk.must('credit.override', { ...grant, grantedOn: '2026-11-24' })
  expect(desk.enter('order.revise', raised).refusal?.code).toBe('credit-hold')
  desk.must('credit.override', { ...grant, overrideId: desk.newId(), grantedOn: ON })
  desk.must('order.revise', raised)
  expect(desk.ledger.row('orders', invoice.orderId).onHold).toBe(false)
})

test('raised beyond the credit on a desk that knew less, it stands on hold, with the figures', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { creditLimitCents: 100_00 }).id
  const invoice = anInvoice(desk, { customerId, totalCents: 90_00 })
  const given = revision(desk, invoice)
  const at = (priceE4: number, expectedRevision = 1) => ({
    ...given,
    expectedRevision,
    lines: [{ ...given.lines[0]!, priceE4 }],
  })
  expect(desk.arrive('order.revise', at(120_0000)).refusal).toBeNull()
  expect(desk.ledger.row('orders', invoice.orderId)).toMatchObject({ totalCents: 120_00, onHold: true })
  const held = () => desk.ledger.all('tasks').filter(({ kind, state }) => kind === HELD && state === 'open')
  const figures = { limitCents: 100_00, shortCents: 20_00, raisedCents: 30_00, reason: 'over-credit-limit' }
  expect(held()).toMatchObject([{ subject: `orders:${invoice.orderId}`, params: figures }])
  desk.arrive('order.revise', at(130_0000, 2))
  expect(held(), 'one task, with the newest figures').toMatchObject([{ params: { shortCents: 30_00 } }])
  desk.arrive('order.revise', at(10_0000, 3))
  desk.must('order.release-hold', { orderId: invoice.orderId })
  expect(held()).toEqual([])
  expect(books(desk)).toEqual([])
})

test('where payment comes first, what a change adds is paid first, and the prepayment goes to it', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { requirePaymentOnConfirm: true }).id
  const first = aPayment(desk, { customerId, totalCents: 230_00 })
  const invoice = anInvoice(desk, { customerId })
  const given = revision(desk, invoice)
  const raised = { ...given, lines: [...given.lines, aLineOf(desk, 10_00)] }
  expect(desk.enter('order.revise', raised).refusal).toMatchObject({
    code: 'payment-required',
    params: { totalCents: 10_00, prepaidCents: 2_00 },
  })
  const second = aPayment(desk, { customerId, totalCents: 50_00, receivedOn: '2026-11-26' })
  desk.must('order.revise', raised)
  const unapplied = (id: string) => desk.ledger.row('payments', id).unappliedCents
  expect([unapplied(first.id), unapplied(second.id)]).toEqual([0, 42_00])
  expect(desk.ledger.row('invoices', invoice.id)).toMatchObject({ totalCents: 238_00, openCents: 0 })
  const more = { ...raised, expectedRevision: 2, lines: [...raised.lines, aLineOf(desk, 60_00)] }
  expect(desk.arrive('order.revise', more).refusal).toBeNull()
  expect(desk.ledger.row('orders', invoice.orderId).onHold).toBe(true)
  expect(desk.ledger.row('invoices', invoice.id).openCents).toBe(18_00)
  expect(books(desk)).toEqual([])
})

test('what could not stand in a new order can’t in a revision', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { poRequired: true }).id
  const invoice = anInvoice(desk, { customerId, poNumber: 'PS-1' })
  const given = revision(desk, invoice)
  const refusal = (fields: object) => {
    const ended = desk.enter('order.revise', { ...given, ...fields }).refusal
    return [ended?.code, ended?.field]
  }
  expect(refusal({ lines: [] })).toEqual(['order-empty', ''])
  expect(refusal({ lines: [aLine(desk, { boxes: 0 })] })).toEqual(['quantity-required', 'lines.0.boxes'])
  expect(refusal({ header: { ...given.header, poNumber: '' } })).toEqual(['po-required', 'header.poNumber'])
  expect(refusal({ header: { ...given.header, shipToId: 'x' } })).toEqual([
    'unknown-ship-to',
    'header.shipToId',
  ])
  const theirs = anOrder(desk)
  const { id: lineId } = desk.ledger.all('order_lines').find(line => line.orderId === theirs.id)!
  expect(refusal({ lines: [aLine(desk, { lineId })] })).toEqual(['already-exists', 'lines'])
})

test('several roles count together, and nobody is nobody', () => {
  const may = (policy: OrderChangePolicy, roles: Role[], on = ON) =>
    mayChangeConfirmed(policy, { roles, active: true, manageOwnCustomers: false }, ON, on)
  expect(may('not-sales', ['sales', 'cashier'])).toBe(true)
  expect(may('not-sales', ['sales', 'receivables'])).toBe(false)
  expect(may('sales-managers-same-day', ['sales-manager'])).toBe(true)
  expect(may('sales-managers-same-day', ['sales-manager'], '2026-11-26')).toBe(false)
  expect(may('nobody', ['admin'])).toBe(false)
})

const WHO: Record<OrderChangePolicy, readonly Role[]> = {
  anyone: ['admin', 'cashier', 'sales-manager', 'sales', 'sales-allocations'],
  'not-sales': ['admin', 'cashier', 'sales-manager'],
  nobody: [],
  'sales-managers-same-day': ['admin', 'sales-manager'],
}
const ROLES = ['admin', 'cashier', 'sales-manager', 'sales', 'sales-allocations'] as const

test.each(ORDER_CHANGE_POLICIES.flatMap(policy => ROLES.map(role => [policy, role] as const)))(
  'with the policy %s a change by %s ends as the policy says',
  (orderChangePolicy, role) => {
    const desk = aDesk({ orderChangePolicy })
    const invoice = anInvoice(desk)
    const user = aUser(desk, [role])
    const { refusal } = desk.enter('order.revise', revision(desk, invoice), user.id)
    if (WHO[orderChangePolicy].includes(role)) expect(refusal).toBeNull()
    else expect(refusal).toMatchObject({ code: 'change-not-allowed', params: { policy: orderChangePolicy } })
  },
)

test('a revision that is dated back to the day of confirmation is no way around the policy', () => {
  const desk = aDesk({ orderChangePolicy: 'sales-managers-same-day' })
  const invoice = anInvoice(desk, { issuedOn: '2026-11-20' })
  const manager = aUser(desk, ['sales-manager']).id
  const given = revision(desk, invoice, { revisedOn: '2026-11-20' })
  expect(desk.enter('order.revise', given, manager).refusal?.code).toBe('change-not-allowed')
})

test.each(['receivables', 'credit-manager'] as const)('%s changes no orders, whatever the policy', role => {
  const desk = aDesk({ orderChangePolicy: 'anyone' })
  const given = revision(desk, anInvoice(desk))
  expect(desk.enter('order.revise', given, aUser(desk, [role]).id).refusal?.code).toBe('not-allowed')
})
