import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import {
  aCredit,
  aCustomer,
  aLink,
  anInvoice,
  aPayment,
  approved,
  capturePayload,
} from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import { verifyBalances } from '../verify-balances.ts'

const ON = '2026-11-25'

/** A customer with these invoices and a statement link over them. */
function stated(desk: Desk, totals: readonly number[], openCreditCents: number) {
  const customerId = aCustomer(desk).id
  const invoices = totals.map((totalCents, at) =>
    anInvoice(desk, { customerId, totalCents, issuedOn: `2026-11-${String(20 + at)}` }),
  )
  const credit =
    openCreditCents > 0 ? approved(desk, aCredit(desk, { customerId, totalCents: openCreditCents })) : null
  const linkId = desk.newId()
  desk.must('statement.email', {
    customerId,
    statementKind: 'unpaid',
    statementOn: ON,
    recipients: [{ mailId: desk.newId(), address: 'pay@petal.example' }],
    subject: 'Statement',
    message: '',
    linkId,
  })
  return { customerId, invoices, credit, linkId }
}

function paid(
  desk: Desk,
  linkId: string,
  totalCents: number,
  invoiceIds: string[] | null = null,
  credits: { creditId: string; amountCents: number }[] | null = null,
) {
  const payload = { ...capturePayload(desk, linkId, totalCents), invoiceIds, credits }
  desk.relay('payment.capture', payload)
  expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
  return desk.ledger.row('payments', payload.paymentId)
}

const openOf = (desk: Desk, invoices: readonly { id: string }[]) =>
  invoices.map(({ id }) => desk.ledger.row('invoices', id).openCents)
const leftOf = (desk: Desk, customerId: string) => desk.ledger.row('customer_balances', customerId)

test('a statement’s link asks for what is open less open credits, and paying it books both: no cent stays open', () => {
  const desk = aDesk()
  const { customerId, invoices, linkId } = stated(desk, [100_00, 200_00], 150_00)
  expect(desk.ledger.row('payment_links', linkId).askedCents).toBe(150_00)
  paid(desk, linkId, 150_00)
  expect(openOf(desk, invoices)).toEqual([0, 0])
  expect(leftOf(desk, customerId)).toMatchObject({ openCents: 0, unappliedCents: 0 })
  expect(desk.ledger.row('payment_links', linkId).state).toBe('paid')
  expect(desk.ledger.all('tasks')).toEqual([])
})

test('money paid ahead is taken off too, and its task is settled with it', () => {
  const desk = aDesk()
  const { customerId, invoices, linkId } = stated(desk, [300_00], 0)
  const check = aPayment(desk, { customerId, totalCents: 40_00 })
  paid(desk, linkId, 260_00)
  expect(openOf(desk, invoices)).toEqual([0])
  expect(desk.ledger.row('payments', check.id).unappliedCents).toBe(0)
})

test('a credit that was used meanwhile leaves its cents open, and nothing is over', () => {
  const desk = aDesk()
  const { customerId, invoices, credit, linkId } = stated(desk, [300_00], 50_00)
  const other = anInvoice(desk, { customerId, totalCents: 50_00 })
  const applications = [{ invoiceId: other.id, amountCents: 50_00 }]
  desk.must('payment.apply', { paymentId: credit!.paymentId!, appliedOn: ON, applications })
  const payment = paid(desk, linkId, 250_00)
  expect(openOf(desk, invoices)).toEqual([50_00])
  expect(payment.unappliedCents).toBe(0)
})

test('a credit that grew meanwhile makes no overpayment: the money goes first to what it was asked for', () => {
  const desk = aDesk()
  const { customerId, invoices, linkId } = stated(desk, [300_00], 50_00)
  approved(desk, aCredit(desk, { customerId, totalCents: 30_00 }))
  const payment = paid(desk, linkId, 250_00)
  expect(openOf(desk, invoices)).toEqual([0])
  expect(payment.unappliedCents).toBe(0)
  expect(leftOf(desk, customerId).unappliedCents).toBe(30_00)
})

test('who pays one of several invoices uses the credits that were taken off that one', () => {
  const desk = aDesk()
  const { customerId, invoices, linkId } = stated(desk, [100_00, 200_00], 150_00)
  paid(desk, linkId, 150_00, [invoices[1]!.id])
  expect(openOf(desk, invoices)).toEqual([100_00, 0])
  expect(leftOf(desk, customerId).unappliedCents).toBe(100_00)
})

test('a link over invoices as they stand takes nothing off', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 300_00 })
  approved(desk, aCredit(desk, { customerId, totalCents: 50_00 }))
  const linkId = desk.newId()
  const recipients = [{ mailId: desk.newId(), address: 'pay@petal.example' }]
  desk.must('links.email', {
    customerId,
    invoiceIds: [invoice.id],
    recipients,
    subject: 'Open',
    message: '',
    linkId,
  })
  expect(desk.ledger.row('payment_links', linkId).askedCents).toBe(300_00)
  paid(desk, linkId, 300_00)
  expect(leftOf(desk, customerId)).toMatchObject({ openCents: 0, unappliedCents: 50_00 })
})

test('what is held for a pending order is not taken off', () => {
  const desk = aDesk()
  const { customerId, linkId } = stated(desk, [300_00], 0)
  const order = desk.newId()
  desk.must('order.create', {
    orderId: order,
    number: desk.nextNumber(),
    customerId,
    orderedOn: ON,
    shipOn: ON,
    carrier: '',
    shipToId: null,
    poNumber: '',
    reference: '',
    salespersonId: null,
    buyerContactId: null,
    warehouseNote: '',
    invoiceNote: '',
    lines: [
      {
        lineId: desk.newId(),
        productId: null,
        description: 'Vase',
        soldAs: 'hard-good',
        boxType: '',
        boxes: 0,
        bunchesPerBox: 0,
        stemsPerBunch: 0,
        quantity: 1,
        priceE4: 80_0000,
        taxable: false,
      },
    ],
    charges: null,
  })
  desk.must('order.place', { orderId: order })
  const orderLink = desk.newId()
  const recipients = [{ mailId: desk.newId(), address: 'pay@petal.example' }]
  desk.must('order.email', { orderId: order, recipients, subject: 'Order', message: '', linkId: orderLink })
  const held = paid(desk, orderLink, 80_00)
  paid(desk, linkId, 300_00)
  expect(desk.ledger.row('payments', held.id)).toMatchObject({ unappliedCents: 80_00, heldForOrderId: order })
})

test('a chargeback gives the credits back that were used with the payment', () => {
  const desk = aDesk()
  const { customerId, invoices, linkId } = stated(desk, [300_00], 50_00)
  const payment = paid(desk, linkId, 250_00)
  desk.must('payment.mark-chargeback', {
    paymentId: payment.id,
    number: desk.nextNumber(),
    markedOn: payment.receivedOn,
    note: '',
  })
  expect(openOf(desk, invoices)).toEqual([300_00])
  expect(leftOf(desk, customerId)).toMatchObject({ openCents: 300_00, unappliedCents: 50_00 })
  expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
})

test('a bounced payment gives back the credit that its link used, also on an invoice that the credit settled alone', () => {
  const desk = aDesk()
  const { customerId, invoices, credit, linkId } = stated(desk, [50_00, 250_00], 50_00)
  const payment = paid(desk, linkId, 250_00)
  expect(openOf(desk, invoices)).toEqual([0, 0])
  desk.must('payment.mark-chargeback', {
    number: 'CB-1',
    paymentId: payment.id,
    markedOn: ON,
    note: '',
  })
  expect(openOf(desk, invoices)).toEqual([50_00, 250_00])
  expect(desk.ledger.row('payments', credit!.paymentId!).unappliedCents).toBe(50_00)
  expect(leftOf(desk, customerId)).toMatchObject({ openCents: 300_00, unappliedCents: 50_00 })
  expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
})

test('two payments at one instant: what the second used of the first is the second’s alone', () => {
  const desk = aDesk()
  const { customerId, invoices, linkId } = stated(desk, [300_00], 0)
  const first = anInvoice(desk, { customerId, totalCents: 50_00 })
  // 100.00 is over of the first, of which the second uses 68.71 in the same millisecond.
  const over = paid(desk, aLink(desk, first.id).id, 150_00)
  const second = paid(desk, linkId, 231_29, null, [{ creditId: over.id, amountCents: 68_71 }])
  expect(second.recordedAt).toBe(over.recordedAt)
  expect(openOf(desk, invoices)).toEqual([0])
  const takeBack = (paymentId: string) =>
    desk.must('payment.mark-chargeback', { paymentId, number: desk.nextNumber(), markedOn: ON, note: '' })
  takeBack(over.id)
  // The first is gone with all it paid; the second is still on its invoice.
  expect(openOf(desk, [...invoices, first])).toEqual([68_71, 50_00])
  expect(desk.ledger.row('payments', second.id)).toMatchObject({ unappliedCents: 0, returnedCents: 0 })
  takeBack(second.id)
  expect(openOf(desk, [...invoices, first])).toEqual([300_00, 50_00])
  expect(leftOf(desk, customerId)).toMatchObject({ openCents: 350_00, unappliedCents: 0 })
  expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
})
