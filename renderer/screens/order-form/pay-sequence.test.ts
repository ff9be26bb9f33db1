import { expect, test } from 'vitest'
import type { CommandName } from '../../../shared/domain/commands.ts'
import type { OrderView, PaymentView } from '../../../shared/protocol/document-views.ts'
import { aCustomer, anOrder, anOrderLink, capturePayload } from '../../../shared/testing/builders.ts'
import { aDesk, type Desk } from '../../../shared/testing/desk.ts'
import { AskFault, AskRefused } from '../../app/ask-client.ts'
import { carryOut, type PayPlan } from './pay-sequence.ts'

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
    async readOrder(orderId: string) {
      const order = desk.ledger.row('orders', orderId)
      const invoice = order.invoiceId === null ? null : desk.ledger.row('invoices', order.invoiceId)
      return { order, invoice } as OrderView
    },
    readPayment: async (id: string) => ({ payment: desk.ledger.row('payments', id) }) as PaymentView,
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

test.each(['payment.receive', 'order.confirm', 'payment.apply'] as const)(
  'cut before %s it goes on where it was, and takes the money once',
  async cutBefore => {
    const desk = aDesk()
    const plan = planFor(desk)
    const { ports, given, state } = till(desk)
    state.cutBefore = cutBefore
    const cut = await carryOut(plan, ports)
    expect(cut).toMatchObject({ step: cutBefore.split('.')[1], error: { fault: 'connection-lost' } })
    state.cutBefore = ''
    expect(await carryOut(plan, ports)).toBeNull()
    expect(await carryOut(plan, ports)).toBeNull()
    expect(given).toEqual(['payment.receive', 'order.confirm', 'payment.apply'])
    expect(openOf(desk, plan.orderId)).toBe(0)
    expect(desk.ledger.all('payments')).toMatchObject([{ totalCents: 228_00, unappliedCents: 0 }])
  },
)

test('a customer who pays first is paid and confirmed, with nothing left to apply', async () => {
  const desk = aDesk()
  const plan = planFor(desk, { requirePaymentOnConfirm: true })
  const { ports, given } = till(desk)
  expect(await carryOut(plan, ports)).toBeNull()
  expect(given).toEqual(['payment.receive', 'order.confirm'])
  expect(openOf(desk, plan.orderId)).toBe(0)
})

test('an order that changed meanwhile is not confirmed, and the money stands as a prepayment', async () => {
  const desk = aDesk()
  const plan = planFor(desk)
  const { ports } = till(desk)
  const cut = await carryOut({ ...plan, totalCents: 100_00 }, ports)
  expect(cut).toMatchObject({ step: 'confirm', error: { refusal: { code: 'order-changed' } } })
  expect(desk.ledger.row('payments', plan.paymentId).unappliedCents).toBe(100_00)
})

test('what is held for the order is not taken again, and both together pay its invoice', async () => {
  const desk = aDesk()
  const plan = planFor(desk)
  const { orderId } = plan
  desk.must('order.place', { orderId })
  desk.relay('payment.capture', capturePayload(desk, anOrderLink(desk, orderId).id, 100_00))
  const { ports } = till(desk)
  expect(await carryOut({ ...plan, takenCents: 128_00 }, ports)).toBeNull()
  expect(desk.ledger.row('payments', plan.paymentId)).toMatchObject({
    totalCents: 128_00,
    unappliedCents: 0,
  })
  expect(openOf(desk, orderId)).toBe(0)
})
