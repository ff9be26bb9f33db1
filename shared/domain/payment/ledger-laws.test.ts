import fc from 'fast-check'
import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { aCustomer, aLineOf, capturePayload, orderPayload, paymentPayload } from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import { MemoryLedger } from '../../testing/memory-ledger.ts'
import { sumCents } from '../money.ts'
import { verifyBalances } from '../verify-balances.ts'

/** One thing someone does; indexes are taken modulo what there is. */
const act = fc.oneof(
  fc.record({
    kind: fc.constant('order' as const),
    customer: fc.nat(1),
    cents: fc.integer({ min: 1, max: 500 }),
  }),
  fc.record({ kind: fc.constant('confirm' as const), order: fc.nat(9) }),
  fc.record({ kind: fc.constant('void-order' as const), order: fc.nat(9), release: fc.boolean() }),
  fc.record({ kind: fc.constant('merge' as const), from: fc.nat(1) }),
  fc.record({
    kind: fc.constant('receive' as const),
    customer: fc.nat(1),
    cents: fc.integer({ min: 1, max: 900 }),
    number: fc.nat(20),
    reference: fc.nat(3),
    samePaper: fc.boolean(),
    applications: fc.array(fc.record({ invoice: fc.nat(9), cents: fc.integer({ min: 1, max: 600 }) }), {
      maxLength: 4,
    }),
  }),
  fc.record({
    kind: fc.constant('apply' as const),
    payment: fc.nat(9),
    applications: fc.array(fc.record({ invoice: fc.nat(9), cents: fc.integer({ min: 1, max: 600 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc.record({ kind: fc.constant('unapply' as const), payment: fc.nat(9), invoice: fc.nat(9) }),
  fc.record({ kind: fc.constant('void-payment' as const), payment: fc.nat(9) }),
  fc.record({ kind: fc.constant('email' as const), invoice: fc.nat(9) }),
  fc.record({
    kind: fc.constant('capture' as const),
    link: fc.nat(9),
    cents: fc.integer({ min: 1, max: 900 }),
    attempt: fc.nat(4),
    number: fc.nat(20),
  }),
  fc.record({ kind: fc.constant('renew' as const), link: fc.nat(9) }),
)
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

function pickId(desk: Desk, table: 'orders' | 'invoices' | 'payments' | 'payment_links', at: number): string {
  const all = desk.ledger.all(table)
  return all.length === 0 ? desk.newId() : all[at % all.length]!.id
}

function play(desk: Desk, customers: string[], act: Act): void {
  const on = '2026-11-25'
  const wanted = (applications: { invoice: number; cents: number }[]) =>
    applications.map(({ invoice, cents }) => ({
      invoiceId: pickId(desk, 'invoices', invoice),
      amountCents: cents,
    }))
  switch (act.kind) {
    case 'order':
      desk.must(
        'order.create',
        orderPayload(desk, { customerId: customers[act.customer]!, lines: [aLineOf(desk, act.cents)] }),
      )
      return
    case 'confirm': {
      const orderId = pickId(desk, 'orders', act.order)
      const expectedTotalCents = desk.ledger.find('orders', orderId)?.totalCents ?? 0
      desk.enter('order.confirm', { orderId, issuedOn: on, expectedTotalCents })
      return
    }
    case 'void-order':
      desk.enter('order.void', {
        orderId: pickId(desk, 'orders', act.order),
        voidedOn: on,
        releasePayments: act.release,
      })
      return
    case 'merge':
      desk.enter('customer.merge', { fromId: customers[act.from]!, intoId: customers[1 - act.from]! })
      return
    case 'receive': {
      const payload = paymentPayload(desk, {
        customerId: customers[act.customer]!,
        number: String(act.number),
        reference: String(act.reference),
        totalCents: act.cents,
        applications: wanted(act.applications),
        ...(act.samePaper && { paymentId: pickId(desk, 'payments', act.number) }),
      })
      expect(desk.arrive('payment.receive', payload).refusal).toBeNull()
      return
    }
    case 'apply':
      desk.enter('payment.apply', {
        paymentId: pickId(desk, 'payments', act.payment),
        appliedOn: on,
        applications: wanted(act.applications),
      })
      return
    case 'unapply':
      desk.enter('payment.unapply', {
        paymentId: pickId(desk, 'payments', act.payment),
        invoiceId: pickId(desk, 'invoices', act.invoice),
        unappliedOn: on,
      })
      return
    case 'void-payment':
      desk.enter('payment.void', { paymentId: pickId(desk, 'payments', act.payment), voidedOn: on })
      return
    case 'email':
      desk.arrive('document.email', {
        invoiceId: pickId(desk, 'invoices', act.invoice),
        recipients: [{ mailId: desk.newId(), address: 'a@b.example' }],
        subject: 'Invoice',
        message: '',
        linkId: desk.newId(),
      })
      return
    case 'capture': {
      const payload = capturePayload(desk, pickId(desk, 'payment_links', act.link), act.cents)
      const numbered = { ...payload, attemptId: `ch_${act.attempt}`, number: String(act.number) }
      expect(desk.relay('payment.capture', numbered).refusal).toBeNull()
      return
    }
    case 'renew':
      desk.relay('link.renew', { oldLinkId: pickId(desk, 'payment_links', act.link), linkId: desk.newId() })
      return
  }
}

function expectLawsHold({ ledger }: Desk): void {
  const applications = ledger.all('applications')
  for (const invoice of ledger.all('invoices')) {
    const applied = sumCents(applications.filter(a => a.invoiceId === invoice.id).map(a => a.amountCents))
    expect(invoice.openCents).toBeGreaterThanOrEqual(0)
    expect(invoice.openCents).toBeLessThanOrEqual(invoice.totalCents)
    expect(applied).toBe(invoice.status === 'void' ? 0 : invoice.totalCents - invoice.openCents)
  }
  for (const payment of ledger.all('payments')) {
    const own = applications.filter(a => a.paymentId === payment.id)
    const applied = sumCents(own.map(a => a.amountCents))
    expect(payment.unappliedCents).toBeGreaterThanOrEqual(0)
    expect(applied + payment.unappliedCents).toBe(payment.status === 'void' ? 0 : payment.totalCents)
    for (const { invoiceId } of own)
      expect(ledger.row('invoices', invoiceId).customerId).toBe(payment.customerId)
  }
  const { findings } = verifyBalances(booksOf(ledger))
  expect(findings).toEqual([])
  for (const table of ['payments', 'orders', 'invoices'] as const) {
    const numbers = ledger.all(table).map(row => row.number)
    expect(new Set(numbers).size).toBe(numbers.length)
  }
}

test('whatever people and payers do, the ledger equations hold after every command', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), acts => {
      const desk = aDesk()
      const customers = [aCustomer(desk).id, aCustomer(desk).id]
      for (const next of acts) {
        play(desk, customers, next)
        expectLawsHold(desk)
      }
    }),
    { numRuns: 150 },
  )
})

test('every captured and every received cent is on exactly one payment', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), acts => {
      const desk = aDesk()
      const customers = [aCustomer(desk).id, aCustomer(desk).id]
      for (const next of acts) play(desk, customers, next)
      const charges = new Map<string, number>()
      let receivedCents = 0
      for (const { name, payload } of desk.given) {
        const money = payload as { totalCents: number; attemptId: string }
        if (name === 'payment.receive') receivedCents += money.totalCents
        if (name === 'payment.capture' && !charges.has(money.attemptId))
          charges.set(money.attemptId, money.totalCents)
      }
      const total = sumCents(desk.ledger.all('payments').map(payment => payment.totalCents))
      expect(total).toBe(receivedCents + sumCents(charges.values()))
    }),
    { numRuns: 60 },
  )
})

test('a second ledger that lists rows in another order makes the same rows under the same ids', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), acts => {
      const desk = aDesk()
      const customers = [aCustomer(desk).id, aCustomer(desk).id]
      for (const next of acts) play(desk, customers, next)
      const other = new MemoryLedger({ listsBackwards: true })
      for (const command of desk.given) other.arrive(command)
      for (const table of [
        'invoices',
        'payments',
        'applications',
        'mails',
        'payment_link_invoices',
      ] as const) {
        const byId = (rows: { id: string }[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
        expect(byId(other.all(table))).toEqual(byId(desk.ledger.all(table)))
      }
    }),
    { numRuns: 60 },
  )
})
