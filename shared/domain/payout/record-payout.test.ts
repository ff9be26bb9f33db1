import { expect, test } from 'vitest'
import { aCustomer, aPayment } from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'

function told(desk: Desk, payoutId: string, fields: object = {}) {
  const payload = {
    payoutId,
    gateway: 'sandbox',
    reference: 'po_1',
    state: 'paid',
    currency: 'USD',
    amountCents: 80_00,
    arrivesOn: '2026-11-27',
    createdAt: desk.clock.now(),
    entries: null,
    ...fields,
  }
  return accepted(desk.relay('payout.record', payload), 'payout.record')
}
const entry = (fields: object) => ({
  reference: 'txn_1',
  kind: 'payment',
  paymentId: null,
  isKnown: false,
  grossCents: 100_00,
  feeCents: 3_00,
  netCents: 97_00,
  at: 1_795_000_000_000,
  ...fields,
})
const openTasks = (desk: Desk) => desk.ledger.all('tasks').filter(({ state }) => state === 'open')

test('a payout adds up once its entries are known; told again it is the same rows', () => {
  const desk = aDesk()
  const [payoutId, payment] = [desk.newId(), aPayment(desk, { customerId: aCustomer(desk).id })]
  told(desk, payoutId)
  expect(desk.ledger.row('payouts', payoutId)).toMatchObject({ entryCount: 0, isReconciled: false })
  expect(openTasks(desk)).toEqual([])
  const entries = [
    entry({ paymentId: payment.id }),
    entry({ reference: 'txn_2', kind: 'fee', grossCents: -17_00, feeCents: 0, netCents: -17_00 }),
  ]
  told(desk, payoutId, { entries })
  const rows = desk.ledger.all('payout_entries')
  told(desk, payoutId, { entries })
  expect(desk.ledger.all('payout_entries')).toEqual(rows)
  expect(rows.map(({ netCents, paymentId }) => [netCents, paymentId])).toEqual([
    [97_00, payment.id],
    [-17_00, null],
  ])
  expect(desk.ledger.row('payouts', payoutId)).toMatchObject({ entryCount: 2, isReconciled: true })
  expect(openTasks(desk)).toEqual([])
})

test('one that does not add up, or has entries nobody knows, is one task until it does', () => {
  const desk = aDesk()
  const payoutId = desk.newId()
  const stranger = entry({ netCents: 80_00 })
  told(desk, payoutId, { entries: [stranger] })
  told(desk, payoutId, { entries: [stranger] })
  expect(openTasks(desk)).toMatchObject([
    { kind: 'payout-unexplained', params: { strangers: 1, strangersCents: 80_00, differenceCents: 0 } },
  ])
  expect(desk.ledger.row('payouts', payoutId).isReconciled).toBe(false)
  told(desk, payoutId, { entries: [{ ...stranger, isKnown: true }] })
  expect(desk.ledger.row('payouts', payoutId).isReconciled).toBe(true)
  expect(openTasks(desk)).toEqual([])
  told(desk, payoutId, { entries: [{ ...stranger, isKnown: true }], amountCents: 79_40 })
  expect(openTasks(desk)).toMatchObject([{ params: { differenceCents: -60, sumCents: 80_00 } }])
})

test('what was read earlier and is told later takes no payout back to a state it had before', () => {
  const desk = aDesk()
  const payoutId = desk.newId()
  const states = (['pending', 'paid', 'pending', 'failed', 'paid', 'pending'] as const).map(state => {
    told(desk, payoutId, { state })
    return desk.ledger.row('payouts', payoutId).state
  })
  expect(states).toEqual(['pending', 'paid', 'paid', 'failed', 'failed', 'failed'])
  expect(openTasks(desk).map(({ kind }) => kind)).toEqual(['payout-failed'])
})

test('a payout the bank turned away is a task, once', () => {
  const desk = aDesk()
  const payoutId = desk.newId()
  told(desk, payoutId, { state: 'failed' })
  told(desk, payoutId, { state: 'failed' })
  expect(openTasks(desk).map(({ kind }) => kind)).toEqual(['payout-failed'])
})
