import { expect, test } from 'vitest'
import {
  aCustomer,
  aLine,
  aLineOf,
  anInvoice,
  anOrder,
  aPayment,
  customerFields,
  orderPayload,
  paymentPayload,
} from '../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../testing/desk.ts'
import type { CommandName } from './commands.ts'
import { firstRefusal, REJECTIONS, type RejectionCode, refuse } from './rejections.ts'

const ON = '2026-11-25'

test('of several refusals the first in the list is given, whatever order they were found in', () => {
  const one = refuse('unknown-invoice')
  const two = refuse('applied-more-than-open')
  expect(firstRefusal([null, two, one])).toBe(one)
  expect(firstRefusal([one, two])).toBe(one)
  expect(firstRefusal([null])).toBeNull()
  expect(new Set(REJECTIONS).size).toBe(REJECTIONS.length)
})

interface Case {
  name: CommandName
  payload: object
  userId?: string
  /** What is wrong with it, the first to be given first. */
  wrong: RejectionCode[]
  /** Puts the first thing right, then the next. */
  repairs: (object | (() => void))[]
}

/** Each scene is wrong in several ways at once; repaired one by one, the refusals come in their order. */
const SCENES: Record<string, (desk: Desk) => Case> = {
  'the message, the person, the customer'(desk) {
    const sales = aUser(desk, ['receivables'])
    return {
      name: 'order.create',
      payload: orderPayload(desk, { customerId: desk.newId(), lines: [aLine(desk, { boxes: -1 })] }),
      userId: sales.id,
      wrong: ['invalid', 'not-allowed', 'unknown-customer'],
      repairs: [
        { lines: [aLine(desk)] },
        () =>
          desk.must('user.change', {
            userId: sales.id,
            changes: { roles: { from: ['receivables'], to: ['sales'] } },
          }),
      ],
    }
  },
  'a new order'(desk) {
    const closed = aCustomer(desk, { active: false })
    const order = anOrder(desk)
    const open = aCustomer(desk)
    const half = aLine(desk, { soldAs: 'unit-stem', quantity: 30, boxType: '' })
    return {
      name: 'order.create',
      payload: orderPayload(desk, {
        customerId: closed.id,
        shipToId: 'elsewhere',
        lines: [{ ...half, lineId: desk.ledger.all('order_lines')[0]!.id }],
      }),
      wrong: ['already-exists', 'customer-inactive', 'unknown-ship-to', 'stems-not-whole-bunches'],
      repairs: [{ lines: [half] }, { customerId: open.id }, { shipToId: null, number: `${order.number}9` }],
    }
  },
  confirming(desk) {
    const customerId = aCustomer(desk, { poRequired: true }).id
    const order = anOrder(desk, { customerId, lines: [] })
    return {
      name: 'order.confirm',
      payload: { orderId: order.id, issuedOn: ON, expectedTotalCents: 1 },
      wrong: ['order-empty', 'order-changed', 'po-required'],
      repairs: [
        () => desk.must('order.add-line', { orderId: order.id, position: 1, line: aLineOf(desk, 10_00) }),
        { expectedTotalCents: 10_00 },
      ],
    }
  },
  'an edit of a line'(desk) {
    const order = anOrder(desk)
    const lineId = desk.ledger.all('order_lines')[0]!.id
    return {
      name: 'order.change-line',
      payload: { orderId: order.id, lineId: desk.newId(), changes: { boxes: { from: 9, to: 0 } } },
      wrong: ['unknown-line', 'changed-meanwhile', 'quantity-required'],
      repairs: [{ lineId }, { changes: { boxes: { from: 2, to: 0 } } }],
    }
  },
  'an edit of a header'(desk) {
    const order = anOrder(desk)
    return {
      name: 'order.change',
      payload: { orderId: order.id, changes: { shipToId: { from: 'workshop', to: 'elsewhere' } } },
      wrong: ['changed-meanwhile', 'unknown-ship-to'],
      repairs: [{ changes: { shipToId: { from: null, to: 'elsewhere' } } }],
    }
  },
  'changing a confirmed order'(desk) {
    const customerId = aCustomer(desk, { poRequired: true }).id
    const { orderId } = anInvoice(desk, { customerId, poNumber: 'PS-1', totalCents: 10_00 })
    const theirs = aLine(desk)
    const draft = anOrder(desk, { lines: [theirs] })
    const { shipOn, carrier, reference, salespersonId, buyerContactId, warehouseNote, invoiceNote } = draft
    const header = { shipOn, carrier, reference, salespersonId, buyerContactId, warehouseNote, invoiceNote }
    const policy = (from: string, to: string) => () =>
      desk.must('company.change', { changes: { orderChangePolicy: { from, to } } })
    policy('not-sales', 'nobody')()
    const wrongLine = aLine(desk, { boxes: 0 })
    const poNumber = { poNumber: 'PS-1' }
    return {
      name: 'order.revise',
      payload: {
        orderId: draft.id,
        expectedRevision: 9,
        revisedOn: ON,
        header: { ...header, shipToId: 'elsewhere', poNumber: '' },
        lines: [wrongLine, wrongLine],
        charges: [],
      },
      wrong: [
        'already-exists',
        'order-not-confirmed',
        'change-not-allowed',
        'order-empty',
        'order-revised',
        'unknown-ship-to',
        'po-required',
        'quantity-required',
      ],
      repairs: [
        { lines: [] },
        { orderId },
        policy('nobody', 'anyone'),
        { lines: [wrongLine] },
        { expectedRevision: 1 },
        { header: { ...header, shipToId: null, poNumber: '' } },
        { header: { ...header, ...poNumber, shipToId: null } },
      ],
    }
  },
  'an override'(desk) {
    const order = anOrder(desk, { customerId: aCustomer(desk, { creditLimitCents: 0 }).id })
    const gone = anOrder(desk)
    desk.must('order.void', { orderId: gone.id, voidedOn: ON })
    return {
      name: 'credit.override',
      payload: { overrideId: desk.newId(), orderId: desk.newId(), amountCents: 1, grantedOn: ON, note: '' },
      wrong: ['unknown-order', 'order-voided', 'override-too-small'],
      repairs: [{ orderId: gone.id }, { orderId: order.id }],
    }
  },
  'a customer'(desk) {
    const taken = aCustomer(desk)
    const customer = aCustomer(desk)
    const manager = aUser(desk, ['sales-manager'])
    const code = { from: customer.code, to: taken.code }
    const termsCode = { from: 'NET30', to: 'NET999' }
    return {
      name: 'customer.change',
      payload: { customerId: desk.newId(), changes: { poRequired: { from: false, to: true } } },
      userId: manager.id,
      wrong: ['not-allowed', 'unknown-customer', 'changed-meanwhile', 'customer-code-taken', 'unknown-terms'],
      repairs: [
        { changes: { code, termsCode, phone: { from: '7', to: '8' } } },
        { customerId: customer.id },
        { changes: { code, termsCode } },
        { changes: { termsCode } },
      ],
    }
  },
  'a payment as it is typed'(desk) {
    const customerId = aCustomer(desk).id
    const used = aPayment(desk, { customerId })
    const voided = anInvoice(desk, { customerId })
    desk.must('order.void', { orderId: voided.orderId, voidedOn: ON })
    const theirs = anInvoice(desk)
    const mine = anInvoice(desk, { customerId })
    const on = (...ids: string[]) => ids.map(invoiceId => ({ invoiceId, amountCents: 300_00 }))
    return {
      name: 'payment.receive',
      payload: paymentPayload(desk, {
        customerId,
        number: used.number,
        applications: on(theirs.id, mine.id, voided.id, desk.newId()),
      }),
      wrong: [
        'unknown-invoice',
        'invoice-void',
        'number-used',
        'applied-more-than-received',
        'applied-more-than-open',
        'other-customer',
      ],
      repairs: [
        { applications: on(theirs.id, mine.id, voided.id) },
        { applications: on(theirs.id, mine.id) },
        { number: desk.nextNumber() },
        { totalCents: 900_00 },
        { applications: [{ invoiceId: theirs.id, amountCents: 1 }] },
      ],
    }
  },
  applying(desk) {
    const customerId = aCustomer(desk).id
    const payment = aPayment(desk, { customerId, totalCents: 400_00 })
    const gone = aPayment(desk, { customerId })
    desk.must('payment.void', { paymentId: gone.id, voidedOn: ON })
    const theirs = anInvoice(desk)
    const mine = anInvoice(desk, { customerId })
    const on = (amountCents: number, ...ids: string[]) => ({
      applications: ids.map(invoiceId => ({ invoiceId, amountCents })),
    })
    return {
      name: 'payment.apply',
      payload: { paymentId: desk.newId(), appliedOn: ON, ...on(300_00, theirs.id, mine.id, desk.newId()) },
      wrong: [
        'unknown-invoice',
        'unknown-payment',
        'payment-void',
        'applied-more-than-open',
        'applied-more-than-unapplied',
        'other-customer',
      ],
      repairs: [
        on(300_00, theirs.id, mine.id),
        { paymentId: gone.id },
        { paymentId: payment.id },
        on(220_00, theirs.id, mine.id),
        on(100_00, theirs.id, mine.id),
      ],
    }
  },
  'taking a payment off'(desk) {
    const invoice = anInvoice(desk)
    const payment = aPayment(desk, { customerId: invoice.customerId })
    return {
      name: 'payment.unapply',
      payload: { paymentId: desk.newId(), invoiceId: desk.newId(), unappliedOn: ON },
      wrong: ['unknown-invoice', 'unknown-payment', 'payment-not-on-invoice'],
      repairs: [{ invoiceId: invoice.id }, { paymentId: payment.id }],
    }
  },
  'a user'(desk) {
    const other = aUser(desk, ['sales'])
    const admin = desk.ledger.row('users', desk.userId)
    const login = { from: admin.login, to: other.login }
    const roles = { from: ['admin'], to: ['sales'] }
    return {
      name: 'user.change',
      payload: { userId: admin.id, changes: { login, roles, name: { from: 'x', to: 'y' } } },
      wrong: ['changed-meanwhile', 'login-taken', 'own-admin-role'],
      repairs: [{ changes: { login, roles } }, { changes: { roles } }],
    }
  },
}

for (const [scene, make] of Object.entries(SCENES)) {
  test(`${scene}: refusals come in their order of precedence`, () => {
    const desk = aDesk()
    const { name, wrong, repairs, userId, payload } = make(desk)
    expect(wrong.toSorted((a, b) => REJECTIONS.indexOf(a) - REJECTIONS.indexOf(b))).toEqual(wrong)
    expect(repairs).toHaveLength(wrong.length - 1)
    let given = payload
    for (const [at, code] of wrong.entries()) {
      expect(desk.enter(name, given, userId).refusal?.code).toBe(code)
      const repair = repairs[at]
      if (typeof repair === 'function') repair()
      else given = { ...given, ...repair }
    }
  })
}

test('a code that two desktops gave to two customers is kept with a suffix and a task', () => {
  const desk = aDesk()
  const first = aCustomer(desk, { code: 'Gardenía' })
  const payload = { customerId: desk.newId(), ...customerFields(desk), code: 'GARDENIA' }
  expect(desk.enter('customer.add', payload).refusal?.code).toBe('customer-code-taken')
  expect(desk.arrive('customer.add', payload).refusal).toBeNull()
  expect(desk.ledger.row('customers', payload.customerId).code).toMatch(/^GARDENIA-[0-9a-f]{4}$/)
  expect(desk.ledger.all('tasks')).toMatchObject([
    { kind: 'duplicate-customer', params: { typed: 'GARDENIA' } },
  ])
  expect(desk.ledger.row('customers', first.id)).toEqual(first)
})
