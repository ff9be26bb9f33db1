import { expect, test } from 'vitest'
import { booksOf } from '../testing/books-of.ts'
import {
  aCredit,
  aCustomer,
  aLine,
  aLink,
  anInvoice,
  anOrder,
  aPayment,
  approved,
  capturePayload,
  customerFields,
  paymentPayload,
} from '../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../testing/desk.ts'
import type { CommandName } from './commands.ts'
import type { InvoiceRow } from './invoice/invoice-row.ts'
import type { TaskKind } from './task/task-row.ts'
import { verifyBalances } from './verify-balances.ts'

const ON = '2026-11-25'

/** What one desk gives while the other one can't be reached. */
type Give = (desk: Desk) => { refusal: { code: string; params: object } | null }

/** Both orders in which two desks' commands can reach the relay, each on a company of its own. */
function bothOrders(scene: (desk: Desk) => { one: Give; other: Give; after(result: Result): void }): void {
  for (const first of ['one', 'other'] as const) {
    const desk = aDesk()
    const { one, other, after } = scene(desk)
    const refused: Record<string, { code: string; params: object } | null> = {}
    for (const who of first === 'one' ? (['one', 'other'] as const) : (['other', 'one'] as const))
      refused[who] = (who === 'one' ? one : other)(desk).refusal
    after({ first, one: refused.one ?? null, other: refused.other ?? null })
  }
}

interface Result {
  first: 'one' | 'other'
  one: { code: string; params: object } | null
  other: { code: string; params: object } | null
}

const arrive =
  (name: CommandName, payload: object, userId?: string): Give =>
  desk =>
    desk.arrive(name, payload, userId)

const openTasks = (desk: Desk, kind: TaskKind) =>
  desk.ledger.all('tasks').filter(task => task.kind === kind && task.state === 'open')

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

const NOT_AS_ENTERED = 'not-posted-as-entered'

const back = (desk: Desk, paymentId: string) => ({
  paymentId,
  number: desk.nextNumber(),
  markedOn: ON,
  note: '',
})
const bounce = (desk: Desk, paymentId: string) => ({
  ...back(desk, paymentId),
  feeCents: 35_00,
  feeNumber: desk.nextNumber(),
})
const cashBack = (desk: Desk, paymentId: string, amountCents: number, releaseApplied = false) => ({
  paymentId,
  number: desk.nextNumber(),
  refundedOn: ON,
  amountCents,
  by: 'registered' as const,
  method: 'Cash',
  reference: '',
  note: '',
  releaseApplied,
})
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])
const reversals = (desk: Desk) =>
  desk.ledger
    .all('payments')
    .filter(({ reversesId }) => reversesId !== null)
    .map(({ kind, totalCents, status }) => [kind, totalCents, status])

test.each([
  ['payment.mark-nsf', 'nsf', bounce],
  ['payment.mark-chargeback', 'chargeback', back],
] as const)(
  '%s of a payment that another desk voids: never refused, a task where the void came first',
  (name, kind, of) => {
    bothOrders(desk => {
      const invoice = anInvoice(desk)
      const payment = aPayment(desk, check(desk, invoice, '4711'))
      const payload = of(desk, payment.id)
      return {
        one: arrive(name, payload),
        other: arrive('payment.void', { paymentId: payment.id, voidedOn: ON }),
        after({ first, one, other }) {
          expect(one).toBeNull()
          expect(other?.code ?? null).toBe(first === 'one' ? 'payment-taken-back' : null)
          expect(reversals(desk)).toEqual(first === 'one' ? [[kind, -228_00, 'posted']] : [])
          const params = { what: kind, number: payload.number, reason: 'payment-void', missingCents: 228_00 }
          const told = first === 'one' ? [] : [{ subject: `payments:${payment.id}`, params }]
          expect(openTasks(desk, NOT_AS_ENTERED)).toMatchObject(told)
          const fees = desk.ledger.all('invoices').filter(each => each.kind === 'nsf-fee')
          expect(fees).toHaveLength(first === 'one' && kind === 'nsf' ? 1 : 0)
          proven(desk)
        },
      }
    })
  },
)

test('one bounce told by two desks is posted once, with one fee; the second is a task that names the first', () => {
  bothOrders(desk => {
    const payment = aPayment(desk, { customerId: aCustomer(desk).id, totalCents: 100_00 })
    const [one, other] = [bounce(desk, payment.id), bounce(desk, payment.id)]
    return {
      one: arrive('payment.mark-nsf', one),
      other: arrive('payment.mark-nsf', other),
      after({ first, ...refused }) {
        expect(refused).toEqual({ one: null, other: null })
        expect(reversals(desk)).toEqual([['nsf', -100_00, 'posted']])
        const [stands, told] = first === 'one' ? [one, other] : [other, one]
        expect(openTasks(desk, NOT_AS_ENTERED)).toMatchObject([
          { params: { reason: 'payment-taken-back', number: told.number, by: stands.number } },
        ])
        expect(desk.ledger.all('invoices')).toHaveLength(1)
        proven(desk)
      },
    }
  })
})

test('cash given back on two desks: both stand as far as there was money, the rest is a task', () => {
  bothOrders(desk => {
    const payment = aPayment(desk, { customerId: aCustomer(desk).id, totalCents: 100_00 })
    return {
      one: arrive('payment.refund', cashBack(desk, payment.id, 70_00)),
      other: arrive('payment.refund', cashBack(desk, payment.id, 60_00)),
      after({ first, ...refused }) {
        expect(refused).toEqual({ one: null, other: null })
        const sums = first === 'one' ? [-70_00, -30_00] : [-60_00, -40_00]
        expect(reversals(desk)).toEqual(sums.map(cents => ['refund', cents, 'posted']))
        expect(openTasks(desk, NOT_AS_ENTERED)).toMatchObject([
          { params: { what: 'refund', reason: 'refund-above-left', missingCents: 30_00 } },
        ])
        proven(desk)
      },
    }
  })
})

test('cash given back of what another desk applied: it comes off that invoice, or the applying is refused', () => {
  bothOrders(desk => {
    const invoice = anInvoice(desk)
    const { customerId } = invoice
    const payment = aPayment(desk, { customerId, totalCents: 228_00 })
    const applications = [{ invoiceId: invoice.id, amountCents: 228_00 }]
    return {
      one: arrive('payment.refund', cashBack(desk, payment.id, 100_00)),
      other: arrive('payment.apply', { paymentId: payment.id, appliedOn: ON, applications }),
      after({ first, one, other }) {
        expect(one).toBeNull()
        expect(other?.code ?? null).toBe(first === 'one' ? 'applied-more-than-unapplied' : null)
        expect(desk.ledger.row('invoices', invoice.id).openCents).toBe(first === 'one' ? 228_00 : 100_00)
        const reasons = openTasks(desk, NOT_AS_ENTERED).map(({ params }) => params.reason)
        expect(reasons).toEqual(first === 'one' ? [] : ['refund-from-invoices'])
        proven(desk)
      },
    }
  })
})

test('cash given back of a check that bounces: what the bank took stands, the cash is a task, or the other way round', () => {
  bothOrders(desk => {
    const payment = aPayment(desk, { customerId: aCustomer(desk).id, totalCents: 100_00 })
    return {
      one: arrive('payment.refund', cashBack(desk, payment.id, 100_00)),
      other: arrive('payment.mark-chargeback', back(desk, payment.id)),
      after({ first, one, other }) {
        expect([one, other]).toEqual([null, null])
        const kind = first === 'one' ? 'refund' : 'chargeback'
        expect(reversals(desk)).toEqual([[kind, -100_00, 'posted']])
        const reason = first === 'one' ? 'payment-returned' : 'payment-taken-back'
        expect(openTasks(desk, NOT_AS_ENTERED)).toMatchObject([{ params: { reason } }])
        proven(desk)
      },
    }
  })
})

test('what went back of a payment nobody knows is a task; a refund to the source may be refused', () => {
  const desk = aDesk()
  const gone = desk.newId()
  expect(desk.arrive('payment.mark-nsf', bounce(desk, gone)).refusal).toBeNull()
  expect(desk.arrive('payment.refund', cashBack(desk, gone, 1_00)).refusal).toBeNull()
  const tasks = openTasks(desk, NOT_AS_ENTERED)
  expect(tasks.map(({ params }) => params.reason)).toEqual(['unknown-payment', 'unknown-payment'])
  const payment = aPayment(desk, { customerId: aCustomer(desk).id, totalCents: 1_00 })
  const toSource = { ...cashBack(desk, payment.id, 1_00), by: 'source', method: '' }
  expect(desk.arrive('payment.refund', toSource).refusal?.code).toBe('refund-without-source')
})

test('a right that ends while a chargeback is queued: it is posted, for review', () => {
  const desk = aDesk()
  const cashier = aUser(desk, ['cashier'])
  const payment = aPayment(desk, { customerId: aCustomer(desk).id })
  desk.must('user.change', { userId: cashier.id, changes: { active: { from: true, to: false } } })
  const payload = back(desk, payment.id)
  expect(desk.enter('payment.mark-chargeback', payload, cashier.id).refusal?.code).toBe('not-allowed')
  expect(desk.arrive('payment.mark-chargeback', payload, cashier.id).refusal).toBeNull()
  expect(reversals(desk)).toHaveLength(1)
  expect(openTasks(desk, 'fact-needs-review')).toHaveLength(1)
})

test('a credit used with a payment that another desk used: the money is posted, and what is missing told', () => {
  bothOrders(desk => {
    const invoice = anInvoice(desk)
    const { customerId } = invoice
    const elsewhere = anInvoice(desk, { customerId })
    const credit = approved(desk, aCredit(desk, { customerId, totalCents: 50_00 }))
    const creditId = credit.paymentId!
    const on = (invoiceId: string, amountCents: number) => [{ invoiceId, amountCents }]
    const received = {
      ...paymentPayload(desk, { customerId, totalCents: 178_00, applications: on(invoice.id, 178_00) }),
      credits: [{ paymentId: creditId, applications: on(invoice.id, 50_00) }],
    }
    const apply = { paymentId: creditId, appliedOn: ON, applications: on(elsewhere.id, 30_00) }
    return {
      one: arrive('payment.receive', received),
      other: arrive('payment.apply', apply),
      after({ first, one, other }) {
        expect(one).toBeNull()
        expect(other?.code ?? null).toBe(first === 'one' ? 'applied-more-than-unapplied' : null)
        const { openCents } = desk.ledger.row('invoices', invoice.id)
        expect(openCents).toBe(first === 'one' ? 0 : 30_00)
        expect(desk.ledger.row('payments', received.paymentId).unappliedCents).toBe(0)
        const params = { what: 'credit', number: credit.number, amountCents: 50_00, missingCents: 30_00 }
        const told = first === 'one' ? [] : [{ subject: `payments:${received.paymentId}`, params }]
        expect(openTasks(desk, NOT_AS_ENTERED)).toMatchObject(told)
        proven(desk)
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
