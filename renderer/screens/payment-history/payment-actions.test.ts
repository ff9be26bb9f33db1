import { expect, test } from 'vitest'
import { deedsOf, RIGHT_OF } from './payment-actions.tsx'

const payment = {
  kind: 'payment',
  status: 'posted',
  source: 'desk',
  method: 'Check',
  totalCents: 100,
  returnedCents: 0,
  unappliedCents: 10,
  refundState: '',
} as const

test('a check can be applied, refunded, corrected, bounced, voided, mailed and printed', () => {
  expect(deedsOf(payment)).toEqual(['apply', 'refund', 'edit', 'nsf', 'void', 'email', 'print'])
})

test('a card or a bank debit can be charged back, a check, cash or a wire can’t', () => {
  const offers = (fields: { method: string; source?: 'link' }) =>
    deedsOf({ ...payment, ...fields }).includes('chargeback')
  for (const method of ['card', 'ach']) expect(offers({ method, source: 'link' }), method).toBe(true)
  expect(offers({ method: 'Amex at the counter' })).toBe(true)
  for (const method of ['Check', 'Cash', 'Wire']) expect(offers({ method }), method).toBe(false)
})

test('without the right to reverse only the harmless deeds are left', () => {
  const harmless = deedsOf(payment).filter(deed => RIGHT_OF[deed] !== 'payments.reverse')
  expect(harmless).toEqual(['apply', 'email', 'print'])
})

test('a card payment through a link is neither voided nor bounced', () => {
  const card = { ...payment, source: 'link', method: 'card', unappliedCents: 0 } as const
  expect(deedsOf(card)).toEqual(['refund', 'edit', 'chargeback', 'email', 'print'])
})

test('what went back in full is not refunded or taken back again, and of a part the payment stays', () => {
  const gone = { ...payment, returnedCents: 100, unappliedCents: 0 }
  expect(deedsOf(gone)).toEqual(['edit', 'email', 'print'])
})

test('a pending refund is canceled, a registered one voided, a credit refunded', () => {
  const refund = { ...payment, kind: 'refund', totalCents: -5, unappliedCents: 0 } as const
  const asked = { ...refund, refundState: 'pending', source: 'link', attemptId: 'refund:1' } as const
  expect(deedsOf(asked)).toEqual([])
  expect(deedsOf({ ...refund, refundState: 'pending', source: 'link' })).toEqual(['cancel-refund'])
  expect(deedsOf({ ...refund, refundState: 'succeeded' })).toEqual(['void'])
  expect(deedsOf({ ...payment, kind: 'credit' })).toEqual(['apply', 'refund'])
})

test('a void payment is only printed', () => {
  expect(deedsOf({ ...payment, status: 'void', unappliedCents: 0 })).toEqual(['print'])
})
