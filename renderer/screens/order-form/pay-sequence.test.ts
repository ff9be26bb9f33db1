import { expect, test } from 'vitest'
import type { CommandName } from '../../../shared/domain/commands.ts'
import { heldFor } from '../../../shared/domain/payment-link/order-ask.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { OrderPayState } from '../../../shared/protocol/order-asks.ts'
import {
  aCustomer,
  aLine,
  anOrder,
  anOrderLink,
  aPayment,
  capturePayload,
} from '../../../shared/testing/builders.ts'
import { aDesk, type Desk } from '../../../shared/testing/desk.ts'
import { AskFault, AskRefused } from '../../app/ask-client.ts'
import { carryOut, type PayPlan, planAtNewTotal } from './pay-sequence.ts'

const PAID = { is: 'through', overCents: 0, openCents: 0 }

/** A desk whose commands are given once by their id, and that is cut before the n-th. */
function till(desk: Desk) {
  const known = new Set<string>()
  const given: CommandName[] = []
  const state = { cutBefore: '' as CommandName | '' }
  const ports = {
    async give(name: CommandName, payload: object, commandId: string) {
      if (state.cutBefore === name) throw new AskFault('connection-lost')
      if (known.has(commandId)) return
      const number = name === 'payment.receive' ? { number: desk.nextNumber() } : {}
      const { refusal } = desk.enter(name, { ...payload, ...number })
      if (refusal) throw new AskRefused(refusal)
      known.add(commandId)
      given.push(name)
    },
    async readState(orderId: string, paymentId: string) {
      const order = desk.ledger.row('orders', orderId)
      const invoice = order.invoiceId === null ? null : desk.ledger.row('invoices', order.invoiceId)
      const entries = desk.ledger.all('payments')
      const payment = entries.find(({ id }) => id === paymentId) ?? null
      const heldCents = heldFor(order, entries)
      const { poRequired } = desk.ledger.row('customers', order.customerId)
      const whyNotOncePaid =
        poRequired && order.poNumber === '' ? refuse('po-required', {}, 'poNumber') : null
      return { order, invoice, payment, heldCents, whyNotOncePaid } as OrderPayState
    },
  }
  return { ports, given, state }
}

function planFor(desk: Desk, fields: object = {}): PayPlan {
  const order = anOrder(desk, { customerId: aCustomer(desk, fields).id })
  return {
    orderId: order.id,
    customerId: order.customerId,
    paymentId: desk.newId(),
    method: 'Check',
    reference: '1007',
    totalCents: order.totalCents,
    on: '2026-11-25',
    commandIds: { receive: desk.newId(), confirm: desk.newId(), apply: desk.newId() },
  }
}

const openOf = (desk: Desk, orderId: string) =>
  desk.ledger.row('invoices', desk.ledger.row('orders', orderId).invoiceId!).openCents

test('nothing is taken for an order that could not be confirmed, and the reason is told', async () => {
  const desk = aDesk()
  const plan = planFor(desk, { poRequired: true })
  const { ports, given } = till(desk)
  const end = await carryOut(plan, ports)
  expect(end).toMatchObject({ is: 'cut', step: 'receive', error: { refusal: { code: 'po-required' } } })
  expect(given).toEqual([])
  expect(desk.ledger.all('payments')).toEqual([])
})

test.each(['payment.receive', 'order.confirm', 'payment.apply'] as const)(
  'cut before %s it goes on where it was, and takes the money once',
  async cutBefore => {
    const desk = aDesk()
    const plan = planFor(desk)
    const { ports, given, state } = till(desk)
    state.cutBefore = cutBefore
    const cut = await carryOut(plan, ports)
    expect(cut).toMatchObject({
      is: 'cut',
      step: cutBefore.split('.')[1],
      error: { fault: 'connection-lost' },
    })
    state.cutBefore = ''
    expect(await carryOut(plan, ports)).toEqual(PAID)
    expect(await carryOut(plan, ports)).toEqual(PAID)
    expect(given).toEqual(['payment.receive', 'order.confirm', 'payment.apply'])
    expect(openOf(desk, plan.orderId)).toBe(0)
    expect(desk.ledger.all('payments')).toMatchObject([{ totalCents: 228_00, unappliedCents: 0 }])
  },
)

test('a customer who pays first is paid and confirmed, with nothing left to apply', async () => {
  const desk = aDesk()
  const plan = planFor(desk, { requirePaymentOnConfirm: true })
  const { ports, given } = till(desk)
  expect(await carryOut(plan, ports)).toEqual(PAID)
  expect(given).toEqual(['payment.receive', 'order.confirm'])
  expect(openOf(desk, plan.orderId)).toBe(0)
})

/** Makes the order come to 456.00. */
const doubled = (desk: Desk, { orderId }: PayPlan) =>
  desk.must('order.add-line', { orderId, position: 2, line: aLine(desk) })

test('of an order that came to another total nothing is taken', async () => {
  const desk = aDesk()
  const plan = planFor(desk)
  const { ports, given, state } = till(desk)
  state.cutBefore = 'payment.receive'
  expect(await carryOut(plan, ports)).toMatchObject({ is: 'cut', step: 'receive' })
  state.cutBefore = ''
  doubled(desk, plan)
  expect(await carryOut(plan, ports)).toEqual({ is: 'changed' })
  expect(given).toEqual([])
})

test('where it changed after the payment was taken, it is told, and goes on at the new total with that payment', async () => {
  const desk = aDesk()
  const plan = planFor(desk)
  const { ports, given, state } = till(desk)
  state.cutBefore = 'order.confirm'
  const lost = await carryOut(plan, ports)
  expect(planAtNewTotal(plan, lost, desk.newId())).toBeNull()
  state.cutBefore = ''
  doubled(desk, plan)
  const cut = await carryOut(plan, ports)
  expect(cut).toMatchObject({ step: 'confirm', error: { refusal: { code: 'order-changed' } } })
  const next = planAtNewTotal(plan, cut, desk.newId())
  expect(next).toMatchObject({ totalCents: 456_00, takenCents: 228_00 })
  expect(await carryOut(next!, ports)).toEqual({ is: 'through', overCents: 0, openCents: 228_00 })
  expect(given).toEqual(['payment.receive', 'order.confirm', 'payment.apply'])
  expect(desk.ledger.all('payments')).toMatchObject([{ totalCents: 228_00, unappliedCents: 0 }])
})

test('what is held for the order is not taken again, and both together pay its invoice', async () => {
  const desk = aDesk()
  const plan = planFor(desk)
  const { orderId } = plan
  desk.must('order.place', { orderId })
  desk.relay('payment.capture', capturePayload(desk, anOrderLink(desk, orderId).id, 100_00))
  const { ports } = till(desk)
  expect(await carryOut({ ...plan, takenCents: 128_00 }, ports)).toEqual(PAID)
  expect(desk.ledger.row('payments', plan.paymentId)).toMatchObject({
    totalCents: 128_00,
    unappliedCents: 0,
  })
  expect(openOf(desk, orderId)).toBe(0)
})

/** A plan for a pending order, and what captures a card that was read out for it. */
function pendingPlan(desk: Desk, fields: object = {}) {
  const plan = planFor(desk, fields)
  desk.must('order.place', { orderId: plan.orderId })
  const link = anOrderLink(desk, plan.orderId)
  return {
    plan,
    card: (cents: number) => desk.relay('payment.capture', capturePayload(desk, link.id, cents)),
  }
}

test('a card held since the amount was seen stops it before anything is taken, also where it goes on later', async () => {
  const desk = aDesk()
  const { plan, card } = pendingPlan(desk)
  const { ports, given, state } = till(desk)
  state.cutBefore = 'payment.receive'
  expect(await carryOut(plan, ports)).toMatchObject({ is: 'cut', step: 'receive' })
  state.cutBefore = ''
  card(228_00)
  expect(await carryOut(plan, ports)).toEqual({ is: 'changed' })
  expect(given).toEqual([])
  expect(await carryOut({ ...plan, takenCents: 200_00 }, ports)).toEqual({ is: 'changed' })
})

test('an order that was confirmed or voided elsewhere takes nothing', async () => {
  const desk = aDesk()
  const [one, two] = [planFor(desk), planFor(desk)]
  const { ports, given } = till(desk)
  desk.must('order.confirm', {
    orderId: one.orderId,
    issuedOn: one.on,
    expectedTotalCents: one.totalCents,
  })
  desk.must('order.void', { orderId: two.orderId, voidedOn: two.on, releasePayments: false })
  expect(await carryOut(one, ports)).toEqual({ is: 'changed' })
  expect(await carryOut(two, ports)).toEqual({ is: 'changed' })
  expect(given).toEqual([])
})

test('a card captured after the check was taken settles the invoice, and what is over of the check is told', async () => {
  const desk = aDesk()
  const { plan, card } = pendingPlan(desk)
  const { ports, state } = till(desk)
  state.cutBefore = 'order.confirm'
  await carryOut(plan, ports)
  state.cutBefore = ''
  card(200_00)
  const over = { is: 'through', overCents: 200_00, openCents: 0 }
  expect(await carryOut(plan, ports)).toEqual(over)
  expect(await carryOut(plan, ports)).toEqual(over)
  expect(desk.ledger.row('payments', plan.paymentId).unappliedCents).toBe(200_00)
})

test('confirming for who pays first uses older prepayments: what they leave of the payment is told', async () => {
  const desk = aDesk()
  const plan = planFor(desk, { requirePaymentOnConfirm: true })
  aPayment(desk, { customerId: plan.customerId, totalCents: 228_00, receivedOn: '2026-11-01' })
  const { ports, given } = till(desk)
  expect(await carryOut(plan, ports)).toEqual({ is: 'through', overCents: 228_00, openCents: 0 })
  expect(given).toEqual(['payment.receive', 'order.confirm'])
})
