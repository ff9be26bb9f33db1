import { expect, test } from 'vitest'
import type { OpenCredit } from '../../../shared/protocol/credits-asks.ts'
import { isWrongUse, spreadCredits, usedCents, wholeUse } from './credit-use.ts'
import type { OpenInvoice } from './payment-draft.ts'

const invoice = (invoiceId: string, dueOn: string, openCents: number): OpenInvoice => ({
  invoiceId,
  number: invoiceId,
  issuedOn: '2026-11-01',
  dueOn,
  poNumber: '',
  totalCents: openCents,
  openCents,
})
const credit = (paymentId: string, unappliedCents: number, freeCents = unappliedCents) =>
  ({ paymentId, unappliedCents, freeCents }) as OpenCredit

const OLD = invoice('old', '2026-11-10', 30_00)
const NEW = invoice('new', '2026-11-20', 50_00)
const CREDITS = [credit('a', 40_00), credit('b', 100_00)]

test('nothing chosen: everything stays open', () => {
  expect(spreadCredits({}, CREDITS, [NEW, OLD])).toEqual({ used: [], invoices: [NEW, OLD] })
})

test('a chosen credit goes to what is due first, the next to what is left', () => {
  const chosen = { a: { amount: '40', invoiceId: null }, b: { amount: '25', invoiceId: null } }
  const { used, invoices } = spreadCredits(chosen, CREDITS, [NEW, OLD])
  expect(used.map(({ applications }) => applications)).toEqual([
    [
      { invoiceId: 'old', amountCents: 30_00 },
      { invoiceId: 'new', amountCents: 10_00 },
    ],
    [{ invoiceId: 'new', amountCents: 25_00 }],
  ])
  expect(invoices.map(each => each.openCents)).toEqual([15_00, 0])
  expect(usedCents(used)).toBe(65_00)
})

test('a credit for one invoice takes no more than is open there, and never more than is left of it', () => {
  const chosen = { a: { amount: '999', invoiceId: 'new' }, b: { amount: '999', invoiceId: 'old' } }
  const { used } = spreadCredits(chosen, CREDITS, [NEW, OLD])
  expect(used.map(({ applications }) => applications[0]?.amountCents)).toEqual([40_00, 30_00])
})

test('ticking a credit takes what is left of it, as far as something is open', () => {
  expect(wholeUse(CREDITS[0]!, [OLD, NEW])).toEqual({ amount: '40.00', invoiceId: null })
  expect(wholeUse(CREDITS[1]!, [OLD, NEW])).toEqual({ amount: '80.00', invoiceId: null })
})

test('an amount must be one, and not above what is left', () => {
  const wrong = (amount: string) => isWrongUse({ amount, invoiceId: null }, CREDITS[0]!)
  expect(['', 'x', '0', '40.01'].map(wrong)).toEqual([true, true, true, true])
  expect(wrong('40.00')).toBe(false)
})

test('of a credit that is held in part, only what is free is offered, taken and right', () => {
  const held = credit('c', 90_00, 20_00)
  expect(wholeUse(held, [OLD, NEW])).toEqual({ amount: '20.00', invoiceId: null })
  const { used } = spreadCredits({ c: { amount: '90', invoiceId: null } }, [held], [OLD])
  expect(usedCents(used)).toBe(20_00)
  expect(isWrongUse({ amount: '20.00', invoiceId: null }, held)).toBe(false)
  expect(isWrongUse({ amount: '20.01', invoiceId: null }, held)).toBe(true)
})
