import { expect, test } from 'vitest'
import { arrive, bothOrders, type Give, openTasks } from '../testing/both-orders.ts'
import {
  aCustomer,
  aLine,
  aLink,
  anInvoice,
  anOrder,
  aPayment,
  capturePayload,
  customerFields,
  paymentPayload,
} from '../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../testing/desk.ts'
import type { InvoiceRow } from './invoice/invoice-row.ts'

const ON = '2026-11-25'

function check(desk: Desk, invoice: InvoiceRow, reference: string) {
  const { customerId, totalCents } = invoice
  const applications = [{ invoiceId: invoice.id, amountCents: totalCents }]
  return paymentPayload(desk, { customerId, reference, totalCents, applications })
}

test('one line, different fields: both stand; the same field: the second is refused with both values and a name', () => {
  bothOrders(desk => {
    const people = {
      one: aUser(desk, ['sales'], { name: 'Juan Duque' }),
      other: aUser(desk, ['sales'], { name: 'Maria Ospina' }),
    }
    const order = anOrder(desk)
    const line = desk.ledger.all('order_lines')[0]!
    const edit = (who: keyof typeof people, boxes: number, own: object) =>
      arrive(
        'order.change-line',
        { orderId: order.id, lineId: line.id, changes: { ...own, boxes: { from: 2, to: boxes } } },
        people[who].id,
      )
    const price = { priceE4: { from: 3800, to: 4000 } }
    desk.must('order.change-line', { orderId: order.id, lineId: line.id, changes: price })
    return {
      one: edit('one', 8, {}),
      other: edit('other', 6, {}),
      after({ first, ...refused }) {
        const second = first === 'one' ? 'other' : 'one'
        const [yours, theirs] = first === 'one' ? [6, 8] : [8, 6]
        expect(refused[first]).toBeNull()
        const params = { field: 'boxes', yours, theirs, who: people[first].name }
        expect(refused[second]).toMatchObject({ code: 'changed-meanwhile', params })
        expect(desk.ledger.row('order_lines', line.id)).toMatchObject({ boxes: theirs, priceE4: 4000 })
      },
    }
  })
})

test('a head is merged field by field too, and says who changed it', () => {
  const desk = aDesk()
  const order = anOrder(desk)
  const change = (changes: object) => desk.arrive('order.change', { orderId: order.id, changes }).refusal
  expect(change({ poNumber: { from: '', to: 'A' } })).toBeNull()
  expect(change({ reference: { from: '', to: 'AWB' } })).toBeNull()
  expect(change({ poNumber: { from: '', to: 'B' } })?.params).toMatchObject({ who: 'admin', theirs: 'A' })
})

test('an edit and the taking off of its line: gone in the end, and what was typed can be added again', () => {
  bothOrders(desk => {
    const order = anOrder(desk, { lines: [aLine(desk), aLine(desk)] })
    const line = desk.ledger.all('order_lines')[0]!
    const { id, orderId, totalCents, editedBy, ...seen } = line
    const changes = { boxes: { from: 2, to: 8 } }
    return {
      one: arrive('order.change-line', { orderId, lineId: id, changes, seen }),
      other: arrive('order.remove-line', { orderId, lineId: id }),
      after({ first, one, other }) {
        expect(other).toBeNull()
        expect(desk.ledger.find('order_lines', id)).toBeNull()
        expect(one?.code ?? null).toBe(first === 'one' ? null : 'unknown-line')
        const { position, ...entries } = seen
        const again = { lineId: desk.newId(), ...entries, boxes: 8 }
        desk.must('order.add-line', { orderId: order.id, position, line: again })
      },
    }
  })
})

test.each([
  ['order.confirm', 'order-confirmed'],
  ['order.void', 'order-voided'],
] as const)(
  'an edit and %s: the edit is refused when it comes second, the confirmation when the total moved',
  (name, code) => {
    bothOrders(desk => {
      const order = anOrder(desk)
      const line = { orderId: order.id, position: 2, line: aLine(desk) }
      const payload = {
        orderId: order.id,
        ...(name === 'order.void'
          ? { voidedOn: ON }
          : { issuedOn: ON, expectedTotalCents: order.totalCents }),
      }
      return {
        one: arrive('order.add-line', line),
        other: arrive(name, payload),
        after({ first, one, other }) {
          expect(one?.code ?? null).toBe(first === 'one' ? null : code)
          const moved = first === 'one' && name === 'order.confirm'
          expect(other?.code ?? null).toBe(moved ? 'order-changed' : null)
        },
      }
    })
  },
)

test('cash on an invoice that another desk voids: kept and unapplied with a task, or the void is refused', () => {
  bothOrders(desk => {
    const invoice = anInvoice(desk)
    const payload = check(desk, invoice, '')
    return {
      one: arrive('payment.receive', payload),
      other: arrive('order.void', { orderId: invoice.orderId, voidedOn: ON }),
      after({ first, one, other }) {
        expect(one).toBeNull()
        const { unappliedCents } = desk.ledger.row('payments', payload.paymentId)
        expect(unappliedCents).toBe(first === 'one' ? 0 : 228_00)
        expect(other?.code ?? null).toBe(first === 'one' ? 'invoice-has-payments' : null)
        expect(openTasks(desk, 'payment-on-void-invoice')).toHaveLength(first === 'one' ? 0 : 1)
        if (first === 'one') return
        const next = anInvoice(desk, { customerId: invoice.customerId })
        const applications = [{ invoiceId: next.id, amountCents: 228_00 }]
        desk.must('payment.apply', { paymentId: payload.paymentId, appliedOn: ON, applications })
        expect(openTasks(desk, 'payment-on-void-invoice'), 'settled by applying it').toEqual([])
      },
    }
  })
})

test('money meant twice for one void invoice makes one task', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const payload = check(desk, invoice, '')
  const half = { invoiceId: invoice.id, amountCents: 114_00 }
  desk.must('order.void', { orderId: invoice.orderId, voidedOn: ON })
  desk.arrive('payment.receive', { ...payload, applications: [half, half] })
  expect(openTasks(desk, 'payment-on-void-invoice')).toMatchObject([{ params: { amountCents: 228_00 } }])
})

test('an invoice with money on it is voided by those who may reverse payments, who say so; the money is unapplied', () => {
  const desk = aDesk()
  const sales = aUser(desk, ['sales'])
  const cashier = aUser(desk, ['cashier'])
  const invoice = anInvoice(desk)
  const payment = aPayment(desk, check(desk, invoice, '4711'))
  const voiding = { orderId: invoice.orderId, voidedOn: ON }
  expect(desk.arrive('order.void', voiding, cashier.id).refusal?.code).toBe('invoice-has-payments')
  const flagged = { ...voiding, releasePayments: true }
  expect(desk.arrive('order.void', flagged, sales.id).refusal).toMatchObject({
    code: 'not-allowed',
    params: { right: 'payments.reverse' },
  })
  desk.must('order.void', flagged, cashier.id)
  expect(desk.ledger.row('invoices', invoice.id)).toMatchObject({ status: 'void', openCents: 0 })
  expect(desk.ledger.row('payments', payment.id).unappliedCents).toBe(228_00)
  const applied = desk.ledger.all('applications').map(entry => entry.amountCents)
  expect(applied).toEqual([228_00, -228_00])
})

test('a link payment and an offline check: both kept, the surplus of the second unapplied with a task', () => {
  bothOrders(desk => {
    const invoice = anInvoice(desk)
    const link = aLink(desk, invoice.id)
    const typed = check(desk, invoice, '4711')
    const captured = capturePayload(desk, link.id, 228_00)
    return {
      one: arrive('payment.receive', typed),
      other: () => desk.relay('payment.capture', captured),
      after({ first, one, other }) {
        expect([one, other]).toEqual([null, null])
        const second = first === 'one' ? captured.paymentId : typed.paymentId
        expect(openTasks(desk, 'overpayment')).toMatchObject([
          { subject: `payments:${second}`, params: { amountCents: 228_00 } },
        ])
        expect(desk.ledger.all('payments').map(({ kind }) => kind)).toEqual(['payment', 'payment'])
        expect(desk.ledger.row('payments', second).unappliedCents).toBe(228_00)
      },
    }
  })
})

test('the same check typed on two desks: both kept, one task that voiding the second settles', () => {
  bothOrders(desk => {
    const customerId = aCustomer(desk).id
    const typed = () => paymentPayload(desk, { customerId, reference: '1042' })
    return {
      one: arrive('payment.receive', typed()),
      other: arrive('payment.receive', typed()),
      after({ one, other }) {
        expect([one, other]).toEqual([null, null])
        const [task, ...more] = openTasks(desk, 'possible-duplicate-payment')
        expect(more).toEqual([])
        const paymentId = task!.subject.split(':')[1]
        desk.must('payment.void', { paymentId, voidedOn: ON })
        expect(openTasks(desk, 'possible-duplicate-payment')).toEqual([])
      },
    }
  })
})

test('one open credit used on two desks: whichever comes second is refused', () => {
  bothOrders(desk => {
    const customerId = aCustomer(desk).id
    const payment = aPayment(desk, { customerId, totalCents: 228_00 })
    const use = (invoice: InvoiceRow) => ({
      paymentId: payment.id,
      appliedOn: ON,
      applications: [{ invoiceId: invoice.id, amountCents: 228_00 }],
    })
    return {
      one: arrive('payment.apply', use(anInvoice(desk, { customerId }))),
      other: arrive('payment.apply', use(anInvoice(desk, { customerId }))),
      after({ first, ...refused }) {
        expect(refused[first]).toBeNull()
        const params = { amountCents: 228_00, unappliedCents: 0 }
        const second = refused[first === 'one' ? 'other' : 'one']
        expect(second).toMatchObject({ code: 'applied-more-than-unapplied', params })
      },
    }
  })
})

test('a credit limit that two reps break together: both confirmed, the second on hold with the figures', () => {
  bothOrders(desk => {
    const customerId = aCustomer(desk, { creditLimitCents: 300_00 }).id
    // Each rep's own desk knew of one order only.
    const one = anOrder(desk, { customerId })
    const confirm = (order: typeof one) => ({ orderId: order.id, issuedOn: ON, expectedTotalCents: 228_00 })
    let other: typeof one
    return {
      one: arrive('order.confirm', confirm(one)),
      other(at) {
        other = anOrder(at, { customerId })
        return at.arrive('order.confirm', confirm(other))
      },
      after({ first, ...refused }) {
        expect(refused).toEqual({ one: null, other: null })
        const second = first === 'one' ? other : one
        const figures = { limitCents: 300_00, creditsCents: 0, shortCents: 156_00 }
        const tasks = openTasks(desk, 'credit-limit-exceeded')
        if (first === 'one') {
          expect(tasks).toMatchObject([
            { subject: `orders:${second.id}`, params: { ...figures, openCents: 228_00 } },
          ])
          expect(desk.ledger.row('orders', one.id).onHold).toBe(false)
        }
        const manager = aUser(desk, ['credit-manager'])
        for (const { subject } of tasks) {
          const orderId = subject.split(':')[1]!
          expect(desk.ledger.row('orders', orderId)).toMatchObject({ status: 'confirmed', onHold: true })
          expect(desk.enter('order.release-hold', { orderId }, aUser(desk, ['sales']).id).refusal?.code).toBe(
            'not-allowed',
          )
          desk.must('order.release-hold', { orderId }, manager.id)
          expect(desk.must('order.release-hold', { orderId }, manager.id).writes).toEqual([])
          expect(desk.ledger.row('orders', orderId).onHold).toBe(false)
        }
        expect(openTasks(desk, 'credit-limit-exceeded')).toEqual([])
      },
    }
  })
})

test('a right that ends while commands are queued: requests are refused, facts accepted for review', () => {
  bothOrders(desk => {
    const cashier = aUser(desk, ['cashier'])
    const order = anOrder(desk)
    const payload = paymentPayload(desk, { customerId: order.customerId })
    const placed: Give = at => at.arrive('order.place', { orderId: order.id }, cashier.id)
    return {
      one(at) {
        const { refusal } = placed(at)
        expect(at.arrive('payment.receive', payload, cashier.id).refusal).toBeNull()
        return { refusal }
      },
      other: arrive('user.change', { userId: cashier.id, changes: { active: { from: true, to: false } } }),
      after({ first, one }) {
        expect(one?.code ?? null).toBe(first === 'one' ? null : 'not-allowed')
        expect(desk.ledger.find('payments', payload.paymentId)?.status).toBe('posted')
        const review = openTasks(desk, 'fact-needs-review')
        expect(review.map(task => task.causedBy)).toEqual(first === 'one' ? [] : [cashier.id])
      },
    }
  })
})

test.each(['code', 'phone', 'email'] as const)(
  'one customer added on two desks with the same %s: both kept, one task',
  same => {
    bothOrders(desk => {
      const fields = () => ({
        ...customerFields(desk, same === 'code' ? { code: 'PETAL', invoiceEmails: [], contacts: [] } : {}),
        customerId: desk.newId(),
        ...(same === 'phone' && { phone: '+1 (305) 555-0100', invoiceEmails: [], contacts: [] }),
      })
      const [one, other] = [
        fields(),
        { ...fields(), ...(same !== 'code' && { name: 'PÉTAL  &  stem atelier' }) },
      ]
      return {
        one: arrive('customer.add', one),
        other: arrive('customer.add', other),
        after({ first, ...refused }) {
          expect(refused).toEqual({ one: null, other: null })
          const [kept, added] = first === 'one' ? [one, other] : [other, one]
          expect(openTasks(desk, 'duplicate-customer')).toMatchObject([
            { subject: `customers:${added.customerId}`, params: { same, twinId: kept.customerId } },
          ])
        },
      }
    })
  },
)

test('two customers of one name and nothing else in common are no task', () => {
  const desk = aDesk()
  aCustomer(desk)
  aCustomer(desk, { invoiceEmails: ['other@petal.example'], contacts: [] })
  expect(desk.ledger.all('tasks')).toEqual([])
})

test('a number that two computers printed is kept with a suffix and a task', () => {
  bothOrders(desk => {
    const customerId = aCustomer(desk).id
    const typed = () => paymentPayload(desk, { customerId, number: '777', totalCents: 1_00 })
    return {
      one: arrive('payment.receive', typed()),
      other: arrive('payment.receive', typed()),
      after({ one, other }) {
        expect([one, other]).toEqual([null, null])
        expect(openTasks(desk, 'number-collision')).toMatchObject([{ params: { printed: '777' } }])
        expect(new Set(desk.ledger.all('payments').map(({ number }) => number)).size).toBe(2)
      },
    }
  })
})
