import { expect, test } from 'vitest'
import type { DisputeRow } from '../../shared/domain/dispute/dispute-row.ts'
import { NOT_REVERSED, type PaymentRow } from '../../shared/domain/payment/payment-row.ts'
import type { MovementKind } from '../gateways/gateway.ts'
import { differencesOf } from './compare-returns.ts'

const DAY = 86_400_000
const UNTIL = Date.UTC(2026, 10, 30)
const PAYMENT: PaymentRow = {
  id: 'p',
  number: '100',
  customerId: 'c',
  kind: 'payment',
  status: 'posted',
  receivedOn: '2026-11-20',
  method: 'card',
  reference: 'Visa 4242',
  currency: 'USD',
  totalCents: 100_00,
  unappliedCents: 0,
  source: 'link',
  linkId: 'l',
  attemptId: 'at',
  feeCents: 0,
  note: '',
  recordedBy: 'relay',
  recordedAt: UNTIL - 5 * DAY,
  ...NOT_REVERSED,
}

let count = 0
const line = (kind: MovementKind, amount_cents: number, at = UNTIL - 4 * DAY, currency = 'USD') => ({
  movement_id: `txn_${++count}`,
  kind,
  amount_cents,
  currency,
  happened_at: at,
})
const entry = (
  kind: PaymentRow['kind'],
  totalCents: number,
  fields: Partial<PaymentRow> = {},
): PaymentRow => ({
  ...PAYMENT,
  id: `r_${++count}`,
  kind,
  totalCents,
  reversesId: 'p',
  refundState: kind === 'refund' ? 'succeeded' : '',
  ...fields,
})
const dispute = (state: DisputeRow['state'], fields: Partial<DisputeRow> = {}) =>
  ({ state, amountCents: 100_00, closedAt: UNTIL - 3 * DAY, ...fields }) as DisputeRow
const told = (lines: ReturnType<typeof line>[], entries: PaymentRow[] = [], disputes: DisputeRow[] = []) =>
  differencesOf({ payment: PAYMENT, lines, entries, disputes, until: UNTIL }).map(each => each.what)

test('each refund has its own line: one entry does not explain two of the same amount', () => {
  const lines = [line('refund', -40_00), line('refund', -40_00)]
  expect(told(lines, [entry('refund', -40_00), entry('refund', -40_00)])).toEqual([])
  expect(told(lines, [entry('refund', -40_00)])).toEqual(['returned'])
  expect(told(lines.slice(1), [entry('refund', -40_00), entry('refund', -40_00)])).toEqual(['not-in-books'])
})

test('the same number in another currency explains nothing', () => {
  const lines = [line('refund', -40_00, UNTIL - 4 * DAY, 'CAD')]
  expect(told(lines, [entry('refund', -40_00)])).toEqual(['returned', 'not-in-books'])
})

test('a refund that failed is there and back again, or something is missing', () => {
  const failed = entry('refund', -40_00, { refundState: 'failed', voidedOn: '2026-11-26' })
  expect(told([line('refund', -40_00), line('refund-failed', 40_00)], [failed])).toEqual([])
  expect(told([line('refund', -40_00)], [failed])).toEqual(['returned'])
  expect(told([line('refund', -40_00)], [{ ...failed, voidedOn: '2026-11-30' }])).toEqual([])
  expect(told([line('refund', -40_00), line('refund-failed', 40_00)], [entry('refund', -40_00)])).toEqual([
    'refund-failed',
  ])
})

test('a dispute that is open holds its money, one that is won has it back, a lost one is a chargeback', () => {
  const gone = line('dispute', -100_00)
  const back = line('dispute-won', 100_00)
  expect(told([gone], [], [dispute('open', { closedAt: null })])).toEqual([])
  expect(told([gone])).toEqual(['dispute'])
  expect(told([gone], [], [dispute('lost')])).toEqual(['dispute'])
  expect(told([gone], [entry('chargeback', -100_00)], [dispute('lost')])).toEqual([])
  expect(told([gone, back], [], [dispute('won')])).toEqual([])
  expect(told([gone], [], [dispute('won')])).toEqual(['dispute'])
  const withdrawn = entry('chargeback', -100_00, { status: 'void', voidedOn: '2026-11-26' })
  expect(told([gone, back], [withdrawn], [dispute('won')])).toEqual([])
  expect(told([gone, back], [entry('chargeback', -100_00)], [dispute('lost')])).toEqual(['dispute-won'])
})

test('what is taken back here and not there is told once it is a day old', () => {
  expect(told([], [entry('chargeback', -100_00)])).toEqual(['not-in-books'])
  expect(told([], [entry('chargeback', -100_00, { recordedAt: UNTIL - 3_600_000 })])).toEqual([])
  expect(told([], [entry('chargeback', -100_00, { source: 'desk' })])).toEqual([])
})

test('what a bank took in one, and was posted in parts because of a refund that failed, is one line', () => {
  const lost = dispute('lost', { id: 'd', chargebackId: 'first' })
  const parts = [
    entry('chargeback', -70_00, { id: 'first', attemptId: null }),
    entry('chargeback', -30_00, { attemptId: 'dispute:d:r' }),
  ]
  const lines = [line('dispute', -100_00)]
  expect(told(lines, parts, [lost])).toEqual([])
  expect(told(lines, parts.slice(0, 1), [lost])).toEqual(['dispute', 'not-in-books'])
  const won = { ...lost, state: 'won' as const }
  const gone = parts.map(part => ({ ...part, status: 'void' as const, voidedOn: '2026-11-26' }))
  expect(told([...lines, line('dispute-won', 100_00)], gone, [won])).toEqual([])
  expect(told(lines, gone, [won])).toEqual(['dispute'])
})
