import { expect, test } from 'vitest'
import {
  aCustomer,
  aLink,
  anInvoice,
  anOrder,
  aPayment,
  capturePayload,
  paymentPayload,
} from '../../testing/builders.ts'
import { aDesk, aUser, type Desk } from '../../testing/desk.ts'

const ON = '2026-11-25'
const CLOSED = '2026-10-31'
const INSIDE = '2026-10-15'

const close = (desk: Desk, through = CLOSED) => desk.must('period.close', { through })
const closed = { code: 'period-closed', params: expect.objectContaining({ closedThrough: CLOSED }) }

test('a period is closed forward, and only days that are over', () => {
  const desk = aDesk()
  close(desk)
  expect(desk.ledger.all('companies')[0]?.closedThrough).toBe(CLOSED)
  const again = (through: string) => desk.enter('period.close', { through }).refusal
  expect(again(CLOSED)).toMatchObject({ code: 'period-closed-already', field: 'through' })
  expect(again(ON)?.code).toBe('period-not-over')
  expect(again('2026-11-24')).toBeNull()
})

test('only an admin reopens, and only what is closed', () => {
  const desk = aDesk()
  const reopen = (through: string | null, userId?: string) =>
    desk.enter('period.reopen', { through }, userId).refusal
  expect(reopen(null)?.code).toBe('period-open-already')
  const receivables = aUser(desk, ['receivables']).id
  desk.must('period.close', { through: CLOSED }, receivables)
  expect(reopen(null, receivables)?.code).toBe('not-allowed')
  expect(reopen(CLOSED)?.code).toBe('period-open-already')
  expect(reopen('2026-09-30')).toBeNull()
  expect(reopen(null)).toBeNull()
  expect(desk.ledger.all('companies')[0]?.closedThrough).toBeNull()
})

/** What happened is posted on the first open day when it comes from elsewhere. */
const FACTS = ['payment.mark-nsf', 'payment.mark-chargeback', 'payment.refund']

test('requests that date a row inside it are refused, where they are typed and where they arrive', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const order = anOrder(desk, { customerId })
  const invoice = anInvoice(desk, { customerId, issuedOn: '2026-09-01', totalCents: 100_00 })
  const applications = [{ invoiceId: invoice.id, amountCents: 10_00 }]
  const payment = aPayment(desk, { customerId, receivedOn: '2026-09-02', totalCents: 49_99, applications })
  const fresh = aPayment(desk, { customerId, totalCents: 50_00 })
  close(desk)
  const paymentId = payment.id
  const mark = { number: '90', markedOn: INSIDE, note: '' }
  const refund = { by: 'registered', method: 'Cash', reference: '', note: '', releaseApplied: false }
  const cases = {
    'order.confirm': { orderId: order.id, issuedOn: INSIDE, expectedTotalCents: order.totalCents },
    'order.void': { orderId: invoice.orderId, voidedOn: INSIDE, releasePayments: true },
    'payment.apply': {
      paymentId,
      appliedOn: INSIDE,
      applications: [{ invoiceId: invoice.id, amountCents: 1 }],
    },
    'payment.unapply': { paymentId, invoiceId: invoice.id, unappliedOn: INSIDE },
    'payment.void': { paymentId, voidedOn: INSIDE },
    'payment.mark-nsf': { paymentId, ...mark, feeCents: 0, feeNumber: null },
    'payment.mark-chargeback': { paymentId, ...mark },
    'payment.refund': { paymentId, number: '91', refundedOn: INSIDE, amountCents: 1_00, ...refund },
    'finance-charge.issue': {
      customerId,
      number: '92',
      issuedOn: INSIDE,
      rateBps: 10_000,
      fromDays: 31,
      expectedCents: 1,
    },
    'payment.edit': { paymentId, changes: { totalCents: { from: 49_99, to: 60_00 } } },
  } as const
  for (const [name, payload] of Object.entries(cases)) {
    expect(desk.enter(name, payload).refusal, name).toMatchObject(closed)
    if (FACTS.includes(name)) continue
    expect(desk.arrive(name as 'payment.void', payload).refusal, name).toMatchObject(closed)
  }
  const moved = { paymentId: fresh.id, changes: { receivedOn: { from: ON, to: INSIDE } } }
  expect(desk.enter('payment.edit', moved).refusal).toMatchObject(closed)
  // Only rows dated inside: the same deeds today go through, on documents of the closed period, too.
  expect(desk.enter('payment.unapply', { ...cases['payment.unapply'], unappliedOn: ON }).refusal).toBeNull()
  expect(desk.enter('payment.void', { paymentId, voidedOn: ON }).refusal).toBeNull()
})

test('a payment is refused where it is typed; from elsewhere it is posted on the first open day, with a task', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, issuedOn: '2026-09-01', totalCents: 100_00 })
  close(desk)
  const applications = [{ invoiceId: invoice.id, amountCents: 10_00 }]
  const payload = paymentPayload(desk, { customerId, receivedOn: INSIDE, totalCents: 10_00, applications })
  expect(desk.enter('payment.receive', payload).refusal).toMatchObject({ ...closed, field: 'receivedOn' })
  expect(desk.arrive('payment.receive', payload).refusal).toBeNull()
  expect(desk.ledger.row('payments', payload.paymentId).receivedOn).toBe('2026-11-01')
  expect(desk.ledger.all('applications')[0]?.appliedOn).toBe('2026-11-01')
  expect(desk.ledger.all('tasks')).toMatchObject([
    {
      kind: 'posted-after-close',
      subject: `payments:${payload.paymentId}`,
      params: { payment: payload.number, on: INSIDE, postedOn: '2026-11-01' },
    },
  ])
})

test('what went back is refused where it is typed; from elsewhere it is posted on the first open day, with a task', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, issuedOn: '2026-09-01', totalCents: 100_00 })
  const paid = () =>
    aPayment(desk, {
      customerId,
      receivedOn: '2026-09-02',
      totalCents: 30_00,
      applications: [{ invoiceId: invoice.id, amountCents: 10_00 }],
    }).id
  const [bounced, charged, refunded] = [paid(), paid(), paid()]
  close(desk)
  const mark = () => ({ number: desk.nextNumber(), markedOn: INSIDE, note: '' })
  const fee = { feeCents: 5_00, feeNumber: desk.nextNumber() }
  const given = {
    'payment.mark-nsf': { paymentId: bounced, ...mark(), ...fee },
    'payment.mark-chargeback': { paymentId: charged, ...mark() },
    'payment.refund': {
      paymentId: refunded,
      number: desk.nextNumber(),
      refundedOn: INSIDE,
      amountCents: 25_00,
      by: 'registered',
      method: 'Cash',
      reference: '',
      note: '',
      releaseApplied: true,
    },
  } as const
  for (const [name, payload] of Object.entries(given)) {
    expect(desk.enter(name, payload).refusal, name).toMatchObject(closed)
    expect(desk.arrive(name as keyof typeof given, payload).refusal, name).toBeNull()
  }
  const twins = desk.ledger.all('payments').filter(({ reversesId }) => reversesId !== null)
  expect(twins.map(({ kind, receivedOn, totalCents }) => [kind, receivedOn, totalCents])).toEqual([
    ['nsf', '2026-11-01', -30_00],
    ['chargeback', '2026-11-01', -30_00],
    ['refund', '2026-11-01', -25_00],
  ])
  const released = desk.ledger.all('applications').filter(({ amountCents }) => amountCents < 0)
  expect(released.map(({ appliedOn }) => appliedOn)).toEqual(['2026-11-01', '2026-11-01', '2026-11-01'])
  expect(desk.ledger.all('invoices').find(({ kind }) => kind === 'nsf-fee')?.issuedOn).toBe('2026-11-01')
  expect(desk.ledger.all('tasks').map(({ kind }) => kind)).toEqual(Array(3).fill('posted-after-close'))
})

test('a captured payment is never refused: first open day, with a task', () => {
  const desk = aDesk()
  const link = aLink(desk, anInvoice(desk, { issuedOn: '2026-09-01' }).id)
  close(desk)
  const capture = { ...capturePayload(desk, link.id, 228_00), receivedOn: CLOSED }
  expect(desk.relay('payment.capture', capture).refusal).toBeNull()
  expect(desk.ledger.row('payments', capture.paymentId).receivedOn).toBe('2026-11-01')
  expect(desk.ledger.all('applications').map(({ appliedOn }) => appliedOn)).toEqual(['2026-11-01'])
  expect(desk.ledger.all('tasks').map(({ kind }) => kind)).toEqual(['posted-after-close'])
})
