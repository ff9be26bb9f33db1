import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { aCustomer, aLink, anInvoice, aPayment, capturePayload } from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'
import { verifyBalances } from '../verify-balances.ts'

const ON = '2026-12-02'

/** An invoice of 100.00 that was paid through its link, 20.00 too much. */
function paid(desk: Desk, totalCents = 120_00) {
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const capture = capturePayload(desk, aLink(desk, invoice.id).id, totalCents)
  accepted(desk.relay('payment.capture', capture), 'payment.capture')
  return { customerId, invoiceId: invoice.id, paymentId: capture.paymentId, disputeId: desk.newId() }
}
type Paid = ReturnType<typeof paid>

function told(desk: Desk, { paymentId, disputeId }: Paid, state: string, fields: object = {}) {
  const payload = {
    paymentId,
    disputeId,
    gateway: 'stripe:test:acct_1',
    reference: 'dp_1',
    state,
    reason: 'fraudulent',
    amountCents: 120_00,
    feeCents: 15_00,
    openedAt: desk.clock.now(),
    dueAt: Date.UTC(2026, 11, 11, 23),
    on: ON,
    number: desk.nextNumber(),
    ...fields,
  }
  desk.clock.advance(1000)
  return accepted(desk.relay('payment.record-dispute', payload), 'payment.record-dispute')
}
const payment = (desk: Desk, { paymentId }: Paid) => desk.ledger.row('payments', paymentId)
const takenOf = (desk: Desk, { paymentId }: Paid) =>
  desk.ledger.all('payments').filter(entry => entry.reversesId === paymentId)
const openOf = (desk: Desk, { invoiceId }: Paid) => desk.ledger.row('invoices', invoiceId).openCents
const tasks = (desk: Desk) =>
  desk.ledger
    .all('tasks')
    .filter(({ state }) => state === 'open')
    .map(({ kind }) => kind)
    .toSorted()
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])

test('an inquiry and an open dispute move no money; the task names the day evidence is due', () => {
  const desk = aDesk()
  const sale = paid(desk, 100_00)
  told(desk, sale, 'inquiry', { dueAt: null, feeCents: 0 })
  expect(payment(desk, sale)).toMatchObject({ disputeState: 'inquiry', returnedCents: 0 })
  told(desk, sale, 'open')
  told(desk, sale, 'open')
  expect(payment(desk, sale)).toMatchObject({ disputeState: 'open', returnedCents: 0 })
  expect(openOf(desk, sale)).toBe(0)
  expect(tasks(desk)).toEqual(['payment-disputed'])
  const task = desk.ledger.all('tasks').find(({ state }) => state === 'open')
  expect(task?.params).toMatchObject({ state: 'open', dueOn: '2026-12-11', amountCents: 120_00 })
  proven(desk)
})

test('a lost one is charged back once, in full, with the fee, and its invoices are open again', () => {
  const desk = aDesk()
  const sale = paid(desk)
  told(desk, sale, 'open')
  told(desk, sale, 'lost')
  // Told again, and what was read before it told late.
  expect(told(desk, sale, 'lost').writes.filter(write => write.table === 'applications')).toEqual([])
  expect(told(desk, sale, 'open').writes).toEqual([])
  expect(takenOf(desk, sale)).toMatchObject([
    {
      kind: 'chargeback',
      totalCents: -120_00,
      feeCents: 15_00,
      receivedOn: ON,
      source: 'link',
      status: 'posted',
    },
  ])
  expect(payment(desk, sale)).toMatchObject({
    disputeState: 'lost',
    returnedCents: 120_00,
    unappliedCents: 0,
  })
  expect(openOf(desk, sale)).toBe(100_00)
  expect(tasks(desk)).toEqual(['payment-taken-back'])
  const voided = desk.enter('payment.void', { paymentId: takenOf(desk, sale)[0]!.id, voidedOn: ON })
  expect(voided.refusal?.code).toBe('payment-from-gateway')
  proven(desk)
})

test('a chargeback that someone registered by hand stands for the dispute: no second one', () => {
  const desk = aDesk()
  const sale = paid(desk)
  told(desk, sale, 'open')
  desk.must('payment.mark-chargeback', {
    paymentId: sale.paymentId,
    number: desk.nextNumber(),
    markedOn: ON,
    note: '',
  })
  told(desk, sale, 'lost')
  const [taken, ...more] = takenOf(desk, sale)
  expect(more).toEqual([])
  expect(taken).toMatchObject({ source: 'link', feeCents: 15_00 })
  expect(desk.ledger.row('disputes', sale.disputeId).chargebackId).toBe(taken!.id)
  told(desk, sale, 'won')
  expect(takenOf(desk, sale)).toMatchObject([{ status: 'void' }])
  expect(openOf(desk, sale)).toBe(0)
  proven(desk)
})

test('won is cleared; nothing was posted, and nothing waits', () => {
  const desk = aDesk()
  const sale = paid(desk, 100_00)
  told(desk, sale, 'open')
  told(desk, sale, 'won')
  expect(payment(desk, sale)).toMatchObject({ disputeState: 'won', returnedCents: 0 })
  expect(takenOf(desk, sale)).toEqual([])
  expect(tasks(desk)).toEqual([])
  expect(told(desk, sale, 'lost').writes).toEqual([])
  proven(desk)
})

test('won after lost: the chargeback no longer counts from that day, and the invoices are paid again', () => {
  const desk = aDesk()
  const sale = paid(desk)
  const before = payment(desk, sale)
  told(desk, sale, 'lost')
  told(desk, sale, 'won', { on: '2027-01-20' })
  expect(takenOf(desk, sale)).toMatchObject([{ status: 'void', voidedOn: '2027-01-20', receivedOn: ON }])
  expect(payment(desk, sale)).toEqual({ ...before, disputeState: 'won' })
  expect(openOf(desk, sale)).toBe(0)
  expect(tasks(desk)).toEqual([])
  proven(desk)
})

/** A statement of 300.00 in two invoices, paid with 250.00 through its link and an open credit of 50.00. */
function paidWithCredit(desk: Desk) {
  const customerId = aCustomer(desk).id
  const invoices = [50_00, 250_00].map((totalCents, at) =>
    anInvoice(desk, { customerId, totalCents, issuedOn: `2026-11-${20 + at}` }),
  )
  const credit = aPayment(desk, { customerId, totalCents: 50_00 })
  const linkId = desk.newId()
  desk.must('statement.email', {
    customerId,
    statementKind: 'unpaid',
    statementOn: '2026-11-25',
    recipients: [{ mailId: desk.newId(), address: 'pay@petal.example' }],
    subject: 'Statement',
    message: '',
    linkId,
  })
  const capture = capturePayload(desk, linkId, 250_00)
  accepted(desk.relay('payment.capture', capture), 'payment.capture')
  const sale = { customerId, invoiceId: '', paymentId: capture.paymentId, disputeId: desk.newId() }
  const opens = () => invoices.map(({ id }) => desk.ledger.row('invoices', id).openCents)
  const creditLeft = () => desk.ledger.row('payments', credit.id).unappliedCents
  return { sale, invoices, credit, opens, creditLeft }
}

test('won after lost: credits that were used with it are used again, and come back when it is lost once more', () => {
  const desk = aDesk()
  const { sale, opens, creditLeft } = paidWithCredit(desk)
  const amountCents = 250_00
  for (const reference of ['dp_1', 'dp_2']) {
    const one = { ...sale, disputeId: desk.newId() }
    told(desk, one, 'lost', { amountCents, reference })
    expect(opens()).toEqual([50_00, 250_00])
    expect(creditLeft()).toBe(50_00)
    proven(desk)
    told(desk, one, 'won', { amountCents, reference })
    expect(opens()).toEqual([0, 0])
    expect(creditLeft()).toBe(0)
    expect(payment(desk, sale)).toMatchObject({ unappliedCents: 0, returnedCents: 0 })
    expect(tasks(desk)).toEqual([])
    proven(desk)
  }
})

test('won after lost: a credit is used again only as far as it and its invoice are still open', () => {
  const desk = aDesk()
  const { sale, invoices, credit, opens, creditLeft } = paidWithCredit(desk)
  told(desk, sale, 'lost', { amountCents: 250_00 })
  const elsewhere = anInvoice(desk, { customerId: sale.customerId, totalCents: 20_00 })
  const applications = [{ invoiceId: elsewhere.id, amountCents: 20_00 }]
  desk.must('payment.apply', { paymentId: credit.id, appliedOn: ON, applications })
  const check = [{ invoiceId: invoices[0]!.id, amountCents: 25_00 }]
  aPayment(desk, { customerId: sale.customerId, totalCents: 25_00, applications: check })
  told(desk, sale, 'won', { amountCents: 250_00 })
  expect(opens()).toEqual([0, 0])
  expect(creditLeft()).toBe(5_00)
  // What was there was all that the invoice needed.
  expect(tasks(desk)).toEqual([])
  expect(payment(desk, sale)).toMatchObject({ unappliedCents: 0, returnedCents: 0 })
  proven(desk)
})

test('won after lost: what a credit was used for elsewhere meanwhile stays open, with a task', () => {
  const desk = aDesk()
  const { sale, credit, opens, creditLeft } = paidWithCredit(desk)
  told(desk, sale, 'lost', { amountCents: 250_00 })
  const elsewhere = anInvoice(desk, { customerId: sale.customerId, totalCents: 20_00 })
  const applications = [{ invoiceId: elsewhere.id, amountCents: 20_00 }]
  desk.must('payment.apply', { paymentId: credit.id, appliedOn: ON, applications })
  told(desk, sale, 'won', { amountCents: 250_00 })
  expect(opens()).toEqual([20_00, 0])
  expect(creditLeft()).toBe(0)
  expect(tasks(desk)).toEqual(['not-posted-as-entered'])
  const task = desk.ledger.all('tasks').find(({ kind }) => kind === 'not-posted-as-entered')
  expect(task).toMatchObject({
    customerId: sale.customerId,
    params: {
      what: 'credit',
      number: credit.number,
      payment: payment(desk, sale).number,
      amountCents: 50_00,
      missingCents: 20_00,
      reason: 'applied-more-than-unapplied',
    },
  })
  proven(desk)
})

test('won after lost: what is paid again counts as it came in, so the payment is corrected as before', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const applications = [{ invoiceId: invoice.id, amountCents: 90_00, discountCents: 10_00 }]
  const check = aPayment(desk, { customerId, totalCents: 90_00, applications })
  const sale = { customerId, invoiceId: invoice.id, paymentId: check.id, disputeId: desk.newId() }
  desk.clock.advance(1000)
  told(desk, sale, 'lost', { amountCents: 90_00 })
  told(desk, sale, 'won', { amountCents: 90_00 })
  const again = desk.ledger.all('applications').findLast(({ amountCents }) => amountCents > 0)
  expect(again).toMatchObject({ amountCents: 90_00, discountCents: 10_00, bookedWith: check.id })
  const changes = { totalCents: { from: 90_00, to: 95_00 } }
  expect(desk.enter('payment.edit', { paymentId: check.id, changes }).refusal).toBeNull()
  proven(desk)
})

test('won after lost, paid by check meanwhile: the rest is open credit, with a task', () => {
  const desk = aDesk()
  const sale = paid(desk, 100_00)
  told(desk, sale, 'lost', { amountCents: 100_00 })
  const applications = [{ invoiceId: sale.invoiceId, amountCents: 70_00, discountCents: 0 }]
  aPayment(desk, { customerId: sale.customerId, totalCents: 70_00, applications })
  told(desk, sale, 'won', { amountCents: 100_00 })
  expect(payment(desk, sale)).toMatchObject({ returnedCents: 0, unappliedCents: 70_00 })
  expect(openOf(desk, sale)).toBe(0)
  expect(tasks(desk)).toEqual(['overpayment'])
  proven(desk)
})

test('a dispute over a part takes that part, from what is open of the payment first', () => {
  const desk = aDesk()
  const sale = paid(desk)
  told(desk, sale, 'lost', { amountCents: 50_00 })
  expect(takenOf(desk, sale)).toMatchObject([{ totalCents: -50_00 }])
  expect(payment(desk, sale)).toMatchObject({ returnedCents: 50_00, unappliedCents: 0 })
  expect(openOf(desk, sale)).toBe(30_00)
  proven(desk)
  told(desk, sale, 'won', { amountCents: 50_00 })
  expect(payment(desk, sale)).toMatchObject({ returnedCents: 0, unappliedCents: 20_00 })
  expect(openOf(desk, sale)).toBe(0)
  proven(desk)
})

test('never more than was left after a refund; a second dispute finds nothing', () => {
  const desk = aDesk()
  const sale = paid(desk, 100_00)
  desk.must('payment.refund', {
    paymentId: sale.paymentId,
    number: desk.nextNumber(),
    refundedOn: ON,
    amountCents: 40_00,
    by: 'registered',
    method: 'Check',
    reference: '',
    note: '',
    releaseApplied: true,
  })
  told(desk, sale, 'lost', { amountCents: 100_00 })
  expect(payment(desk, sale)).toMatchObject({ returnedCents: 100_00, unappliedCents: 0 })
  told(desk, { ...sale, disputeId: desk.newId() }, 'lost', { reference: 'dp_2' })
  expect(takenOf(desk, sale).map(({ totalCents }) => totalCents)).toEqual([-40_00, -60_00])
  proven(desk)
})

test('cash given back of what a dispute took a part of: as much as is left is posted, a task tells of the rest', () => {
  const desk = aDesk()
  const sale = paid(desk, 100_00)
  told(desk, sale, 'lost', { amountCents: 30_00 })
  const refund = {
    paymentId: sale.paymentId,
    number: desk.nextNumber(),
    refundedOn: ON,
    amountCents: 80_00,
    by: 'registered',
    method: 'Cash',
    reference: '',
    note: '',
    releaseApplied: true,
  }
  expect(desk.enter('payment.refund', refund).refusal).toMatchObject({
    code: 'refund-above-left',
    params: { amountCents: 80_00, leftCents: 70_00 },
  })
  expect(desk.arrive('payment.refund', refund).refusal).toBeNull()
  expect(takenOf(desk, sale).map(({ kind, totalCents }) => [kind, totalCents])).toEqual([
    ['chargeback', -30_00],
    ['refund', -70_00],
  ])
  expect(payment(desk, sale)).toMatchObject({ returnedCents: 100_00, unappliedCents: 0 })
  expect(openOf(desk, sale)).toBe(100_00)
  expect(desk.ledger.all('tasks').find(({ kind }) => kind === 'not-posted-as-entered')?.params).toMatchObject(
    {
      reason: 'refund-above-left',
      amountCents: 80_00,
      missingCents: 10_00,
    },
  )
  proven(desk)
})

test('a bank debit that came back is an NSF, on the first open day, which is told', () => {
  const desk = aDesk()
  const sale = paid(desk, 100_00)
  desk.clock.advance(30 * 86_400_000)
  desk.must('period.close', { through: '2026-12-05' })
  told(desk, sale, 'lost', { reason: 'ach-return', amountCents: 100_00 })
  expect(takenOf(desk, sale)).toMatchObject([{ kind: 'nsf', receivedOn: '2026-12-06' }])
  expect(tasks(desk)).toEqual(['payment-taken-back', 'posted-after-close'])
  proven(desk)
})

test('one over a payment nobody knows changes nothing', () => {
  const desk = aDesk()
  expect(told(desk, { ...paid(desk), paymentId: desk.newId() }, 'lost').writes).toEqual([])
})

test('a chargeback by hand that the gateway has confirmed is not withdrawn by hand', () => {
  const desk = aDesk()
  const sale = paid(desk)
  desk.must('payment.mark-chargeback', {
    paymentId: sale.paymentId,
    number: desk.nextNumber(),
    markedOn: ON,
    note: '',
  })
  told(desk, sale, 'lost')
  const [taken] = takenOf(desk, sale)
  expect(desk.enter('payment.void', { paymentId: taken!.id, voidedOn: ON }).refusal).toMatchObject({
    code: 'payment-from-gateway',
  })
  told(desk, sale, 'won')
  expect(takenOf(desk, sale)).toMatchObject([{ status: 'void' }])
  expect(openOf(desk, sale)).toBe(0)
  proven(desk)
})

test.each(['source', 'registered'] as const)(
  'of what a lost dispute took a part of, the rest is refunded as far as it goes, by %s',
  by => {
    const desk = aDesk()
    const sale = paid(desk, 100_00)
    told(desk, sale, 'open', { amountCents: 30_00 })
    const refund = (amountCents: number) =>
      desk.enter('payment.refund', {
        paymentId: sale.paymentId,
        number: desk.nextNumber(),
        refundedOn: ON,
        amountCents,
        by,
        method: 'Cash',
        reference: '',
        note: '',
        releaseApplied: true,
      }).refusal
    expect(refund(50_00)).toMatchObject({ code: 'payment-disputed' })
    told(desk, sale, 'lost', { amountCents: 30_00 })
    expect(refund(70_01)).toMatchObject({ code: 'refund-above-left', params: { leftCents: 70_00 } })
    expect(refund(50_00)).toBeNull()
    expect(refund(20_00)).toBeNull()
    expect(refund(1)).toMatchObject({ code: 'payment-taken-back' })
    expect(payment(desk, sale)).toMatchObject({ returnedCents: 100_00, unappliedCents: 0 })
    proven(desk)
  },
)

test.each(['source', 'registered'] as const)(
  'while a dispute is open, or took all, no refund is entered, by %s; an inquiry and one that was won let it',
  by => {
    const desk = aDesk()
    const sale = paid(desk)
    const refund = () =>
      desk.enter('payment.refund', {
        paymentId: sale.paymentId,
        number: desk.nextNumber(),
        refundedOn: ON,
        amountCents: 10_00,
        by,
        method: 'Check',
        reference: '',
        note: '',
        releaseApplied: false,
      }).refusal
    told(desk, sale, 'inquiry')
    expect(refund()).toBeNull()
    told(desk, sale, 'open')
    expect(refund()).toMatchObject({ code: 'payment-disputed', params: { state: 'open' } })
    told(desk, sale, 'won')
    expect(refund()).toBeNull()
    const other = { ...paid(desk), disputeId: desk.newId() }
    told(desk, other, 'open', { reference: 'dp_2' })
    told(desk, other, 'lost', { reference: 'dp_2' })
    const late = desk.enter('payment.refund', {
      paymentId: other.paymentId,
      number: desk.nextNumber(),
      refundedOn: ON,
      amountCents: 10_00,
      by,
      method: 'Check',
      reference: '',
      note: '',
      releaseApplied: false,
    })
    expect(late.refusal?.code).toBe('payment-taken-back')
    proven(desk)
  },
)
