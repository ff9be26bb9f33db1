import { expect, test } from 'vitest'
import { booksOf } from '../../testing/books-of.ts'
import { brokenLaws } from '../../testing/broken-laws.ts'
import { aCustomer, anInvoice, aPayment, capturePayload, paymentPayload } from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'
import { aSale, DISPUTED_ON, type Sale, toldDispute } from '../../testing/disputed-sale.ts'
import { verifyBalances } from '../verify-balances.ts'

const payment = (desk: Desk, { paymentId }: Sale) => desk.ledger.row('payments', paymentId)
const takenOf = (desk: Desk, { paymentId }: Sale) =>
  desk.ledger.all('payments').filter(entry => entry.reversesId === paymentId)
const openOf = (desk: Desk, { invoiceId }: Sale) => desk.ledger.row('invoices', invoiceId).openCents
const tasks = (desk: Desk) =>
  desk.ledger
    .all('tasks')
    .filter(({ state }) => state === 'open')
    .map(({ kind }) => kind)
    .toSorted()
const proven = (desk: Desk) => expect(verifyBalances(booksOf(desk.ledger)).findings).toEqual([])

test('an inquiry and an open dispute move no money; the task names the day evidence is due', () => {
  const desk = aDesk()
  const sale = aSale(desk, 100_00)
  toldDispute(desk, sale, 'inquiry', { dueAt: null, feeCents: 0 })
  expect(payment(desk, sale)).toMatchObject({ disputeState: 'inquiry', returnedCents: 0 })
  toldDispute(desk, sale, 'open')
  toldDispute(desk, sale, 'open')
  expect(payment(desk, sale)).toMatchObject({ disputeState: 'open', returnedCents: 0 })
  expect(openOf(desk, sale)).toBe(0)
  expect(tasks(desk)).toEqual(['payment-disputed'])
  const task = desk.ledger.all('tasks').find(({ state }) => state === 'open')
  expect(task?.params).toMatchObject({ state: 'open', dueOn: '2026-12-11', amountCents: 120_00 })
  proven(desk)
})

test('a lost one is charged back once, in full, with the fee, and its invoices are open again', () => {
  const desk = aDesk()
  const sale = aSale(desk)
  toldDispute(desk, sale, 'open')
  toldDispute(desk, sale, 'lost')
  // Told again, and what was read before it told late.
  expect(toldDispute(desk, sale, 'lost').writes.filter(write => write.table === 'applications')).toEqual([])
  expect(toldDispute(desk, sale, 'open').writes).toEqual([])
  expect(takenOf(desk, sale)).toMatchObject([
    {
      kind: 'chargeback',
      totalCents: -120_00,
      feeCents: 15_00,
      receivedOn: DISPUTED_ON,
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
  const voided = desk.enter('payment.void', { paymentId: takenOf(desk, sale)[0]!.id, voidedOn: DISPUTED_ON })
  expect(voided.refusal?.code).toBe('payment-from-gateway')
  proven(desk)
})

test('a chargeback that someone registered by hand stands for the dispute: no second one', () => {
  const desk = aDesk()
  const sale = aSale(desk)
  toldDispute(desk, sale, 'open')
  desk.must('payment.mark-chargeback', {
    paymentId: sale.paymentId,
    number: desk.nextNumber(),
    markedOn: DISPUTED_ON,
    note: '',
  })
  toldDispute(desk, sale, 'lost')
  const [taken, ...more] = takenOf(desk, sale)
  expect(more).toEqual([])
  expect(taken).toMatchObject({ source: 'link', feeCents: 15_00 })
  expect(desk.ledger.row('disputes', sale.disputeId).chargebackId).toBe(taken!.id)
  toldDispute(desk, sale, 'won')
  expect(takenOf(desk, sale)).toMatchObject([{ status: 'void' }])
  expect(openOf(desk, sale)).toBe(0)
  proven(desk)
})

test('won is cleared; nothing was posted, and nothing waits', () => {
  const desk = aDesk()
  const sale = aSale(desk, 100_00)
  toldDispute(desk, sale, 'open')
  toldDispute(desk, sale, 'won')
  expect(payment(desk, sale)).toMatchObject({ disputeState: 'won', returnedCents: 0 })
  expect(takenOf(desk, sale)).toEqual([])
  expect(tasks(desk)).toEqual([])
  expect(toldDispute(desk, sale, 'lost').writes).toEqual([])
  proven(desk)
})

test('won after lost: the chargeback no longer counts from that day, and the invoices are paid again', () => {
  const desk = aDesk()
  const sale = aSale(desk)
  const before = payment(desk, sale)
  toldDispute(desk, sale, 'lost')
  toldDispute(desk, sale, 'won', { on: '2027-01-20' })
  expect(takenOf(desk, sale)).toMatchObject([
    { status: 'void', voidedOn: '2027-01-20', receivedOn: DISPUTED_ON },
  ])
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
    toldDispute(desk, one, 'lost', { amountCents, reference })
    expect(opens()).toEqual([50_00, 250_00])
    expect(creditLeft()).toBe(50_00)
    proven(desk)
    toldDispute(desk, one, 'won', { amountCents, reference })
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
  toldDispute(desk, sale, 'lost', { amountCents: 250_00 })
  const elsewhere = anInvoice(desk, { customerId: sale.customerId, totalCents: 20_00 })
  const applications = [{ invoiceId: elsewhere.id, amountCents: 20_00 }]
  desk.must('payment.apply', { paymentId: credit.id, appliedOn: DISPUTED_ON, applications })
  const check = [{ invoiceId: invoices[0]!.id, amountCents: 25_00 }]
  aPayment(desk, { customerId: sale.customerId, totalCents: 25_00, applications: check })
  toldDispute(desk, sale, 'won', { amountCents: 250_00 })
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
  toldDispute(desk, sale, 'lost', { amountCents: 250_00 })
  const elsewhere = anInvoice(desk, { customerId: sale.customerId, totalCents: 20_00 })
  const applications = [{ invoiceId: elsewhere.id, amountCents: 20_00 }]
  desk.must('payment.apply', { paymentId: credit.id, appliedOn: DISPUTED_ON, applications })
  toldDispute(desk, sale, 'won', { amountCents: 250_00 })
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

test('won after lost: money that was used with a check which is void since is open credit', () => {
  const desk = aDesk()
  const sale = aSale(desk)
  const { customerId, paymentId } = sale
  const later = anInvoice(desk, { customerId, totalCents: 50_00 })
  const check = desk.newId()
  const applications = [{ invoiceId: later.id, amountCents: 30_00 }]
  desk.must('payment.receive', {
    ...paymentPayload(desk, { customerId, paymentId: check, totalCents: 30_00, applications }),
    credits: [{ paymentId, applications: [{ invoiceId: later.id, amountCents: 20_00 }] }],
  })
  expect(desk.ledger.row('invoices', later.id).openCents).toBe(0)
  toldDispute(desk, sale, 'lost')
  desk.must('payment.void', { paymentId: check, voidedOn: DISPUTED_ON })
  toldDispute(desk, sale, 'won')
  expect(payment(desk, sale)).toMatchObject({ disputeState: 'won', unappliedCents: 20_00, returnedCents: 0 })
  expect(openOf(desk, sale)).toBe(0)
  expect(desk.ledger.row('invoices', later.id).openCents).toBe(50_00)
  expect(tasks(desk)).toEqual([])
  expect(brokenLaws(desk.ledger)).toEqual([])
})

test('won after lost: what is paid again counts as it came in, so the payment is corrected as before', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const applications = [{ invoiceId: invoice.id, amountCents: 90_00, discountCents: 10_00 }]
  const check = aPayment(desk, { customerId, totalCents: 90_00, applications })
  const sale = { customerId, invoiceId: invoice.id, paymentId: check.id, disputeId: desk.newId() }
  desk.clock.advance(1000)
  toldDispute(desk, sale, 'lost', { amountCents: 90_00 })
  toldDispute(desk, sale, 'won', { amountCents: 90_00 })
  const again = desk.ledger.all('applications').findLast(({ amountCents }) => amountCents > 0)
  expect(again).toMatchObject({ amountCents: 90_00, discountCents: 10_00, bookedWith: check.id })
  const changes = { totalCents: { from: 90_00, to: 95_00 } }
  expect(desk.enter('payment.edit', { paymentId: check.id, changes }).refusal).toBeNull()
  proven(desk)
})

test('won after lost, paid by check meanwhile: the rest is open credit, with a task', () => {
  const desk = aDesk()
  const sale = aSale(desk, 100_00)
  toldDispute(desk, sale, 'lost', { amountCents: 100_00 })
  const applications = [{ invoiceId: sale.invoiceId, amountCents: 70_00, discountCents: 0 }]
  aPayment(desk, { customerId: sale.customerId, totalCents: 70_00, applications })
  toldDispute(desk, sale, 'won', { amountCents: 100_00 })
  expect(payment(desk, sale)).toMatchObject({ returnedCents: 0, unappliedCents: 70_00 })
  expect(openOf(desk, sale)).toBe(0)
  expect(tasks(desk)).toEqual(['overpayment'])
  proven(desk)
})

test('a dispute over a part takes that part, from what is open of the payment first', () => {
  const desk = aDesk()
  const sale = aSale(desk)
  toldDispute(desk, sale, 'lost', { amountCents: 50_00 })
  expect(takenOf(desk, sale)).toMatchObject([{ totalCents: -50_00 }])
  expect(payment(desk, sale)).toMatchObject({ returnedCents: 50_00, unappliedCents: 0 })
  expect(openOf(desk, sale)).toBe(30_00)
  proven(desk)
  toldDispute(desk, sale, 'won', { amountCents: 50_00 })
  expect(payment(desk, sale)).toMatchObject({ returnedCents: 0, unappliedCents: 20_00 })
  expect(openOf(desk, sale)).toBe(0)
  proven(desk)
})

test('never more than was left after a refund; a second dispute finds nothing', () => {
  const desk = aDesk()
  const sale = aSale(desk, 100_00)
  desk.must('payment.refund', {
    paymentId: sale.paymentId,
    number: desk.nextNumber(),
    refundedOn: DISPUTED_ON,
    amountCents: 40_00,
    by: 'registered',
    method: 'Check',
    reference: '',
    note: '',
    releaseApplied: true,
  })
  toldDispute(desk, sale, 'lost', { amountCents: 100_00 })
  expect(payment(desk, sale)).toMatchObject({ returnedCents: 100_00, unappliedCents: 0 })
  toldDispute(desk, { ...sale, disputeId: desk.newId() }, 'lost', { reference: 'dp_2' })
  expect(takenOf(desk, sale).map(({ totalCents }) => totalCents)).toEqual([-40_00, -60_00])
  proven(desk)
})

test('a bank debit that came back is an NSF, on the first open day, which is told', () => {
  const desk = aDesk()
  const sale = aSale(desk, 100_00)
  desk.clock.advance(30 * 86_400_000)
  desk.must('period.close', { through: '2026-12-05' })
  toldDispute(desk, sale, 'lost', { reason: 'ach-return', amountCents: 100_00 })
  expect(takenOf(desk, sale)).toMatchObject([{ kind: 'nsf', receivedOn: '2026-12-06' }])
  expect(tasks(desk)).toEqual(['payment-taken-back', 'posted-after-close'])
  proven(desk)
})

test('one over a payment nobody knows changes nothing', () => {
  const desk = aDesk()
  expect(toldDispute(desk, { ...aSale(desk), paymentId: desk.newId() }, 'lost').writes).toEqual([])
})

test('a chargeback by hand that the gateway has confirmed is not withdrawn by hand', () => {
  const desk = aDesk()
  const sale = aSale(desk)
  desk.must('payment.mark-chargeback', {
    paymentId: sale.paymentId,
    number: desk.nextNumber(),
    markedOn: DISPUTED_ON,
    note: '',
  })
  toldDispute(desk, sale, 'lost')
  const [taken] = takenOf(desk, sale)
  expect(desk.enter('payment.void', { paymentId: taken!.id, voidedOn: DISPUTED_ON }).refusal).toMatchObject({
    code: 'payment-from-gateway',
  })
  toldDispute(desk, sale, 'won')
  expect(takenOf(desk, sale)).toMatchObject([{ status: 'void' }])
  expect(openOf(desk, sale)).toBe(0)
  proven(desk)
})
