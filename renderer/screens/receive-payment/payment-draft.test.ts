import { expect, test } from 'vitest'
import { refuse } from '../../../shared/domain/rejections.ts'
import { wordsIn } from '../../words/use-words.ts'
import {
  applicationsOf,
  appliedCents,
  draftFor,
  emptyDraft,
  goneInvoices,
  type OpenInvoice,
  onDay,
  type PaymentDraft,
  problemsOf,
  resolved,
  spreadOf,
  withAmount,
  withApplied,
  withDate,
  withDiscount,
  withOldestFirst,
  withTick,
} from './payment-draft.ts'
import { fieldOfRefusal, sentencesOf } from './payment-problems.ts'

const invoice = (invoiceId: string, dueOn: string, openCents: number): OpenInvoice => ({
  invoiceId,
  number: invoiceId,
  issuedOn: '2026-08-01',
  dueOn,
  poNumber: '',
  totalCents: openCents,
  openCents,
})
const invoices = [invoice('b', '2026-09-02', 30_000), invoice('a', '2026-08-20', 50_000)]
const TODAY = '2026-09-10'
const draft = {
  ...emptyDraft('p', TODAY),
  customerId: 'c',
  method: 'Check',
}

test('an amount goes to the oldest due first, and what is left over to none', () => {
  expect(resolved(withAmount(draft, '600'), invoices).applied).toEqual({ a: '500.00', b: '100.00' })
  const over = resolved(withAmount(draft, '1,000.00'), invoices)
  expect(appliedCents(over)).toBe(80_000)
  expect(problemsOf(over, invoices, TODAY)).toEqual({})
})

test('a draft begun the day before is of today, unless a date was typed', () => {
  const begun = withAmount(emptyDraft('p', '2026-09-09'), '600')
  expect(onDay(begun, TODAY)).toEqual({ ...begun, receivedOn: TODAY })
  const typed = withDate(begun, '2026-09-08')
  expect(onDay(typed, TODAY)).toBe(typed)
  const { dateFollows: _, ...older } = begun
  expect(onDay(older, TODAY).receivedOn).toBe('2026-09-09')
})

test('it follows when something else is open meanwhile', () => {
  const typed = withAmount(draft, '600')
  expect(resolved(typed, []).applied).toEqual({})
  expect(resolved(typed, [invoices[0]!]).applied).toEqual({ b: '300.00' })
})

test('once the user chose, another amount leaves the choice alone', () => {
  const chosen = withApplied(withAmount(draft, '300'), 'b', '300')
  const changed = withAmount(chosen, '350')
  expect(resolved(changed, invoices).applied).toEqual({ b: '300' })
  expect(resolved(withOldestFirst(changed), invoices).applied).toEqual({ a: '350.00' })
})

test('invoices the user came with are paid in full, and no others', () => {
  const came = { ...draft, chosen: ['b'] }
  expect(resolved(came, invoices)).toMatchObject({ amount: '300.00', applied: { b: '300.00' } })
  expect(resolved(withAmount(came, '900'), invoices).applied).toEqual({ b: '300.00' })
})

test('ticking without an amount makes the amount', () => {
  const one = withTick(draft, invoices[0]!, true)
  expect(one.amount).toBe('300.00')
  const both = withTick(one, invoices[1]!, true)
  expect(both.amount).toBe('800.00')
  expect(withTick(both, invoices[0]!, false).amount).toBe('500.00')
})

test('ticking with an amount gives what is left of it', () => {
  const some = withApplied(withAmount(draft, '400'), 'a', '250')
  const ticked = withTick(some, invoices[0]!, true)
  expect(ticked.amount).toBe('400')
  expect(ticked.applied).toEqual({ a: '250', b: '150.00' })
  const spent = withTick(resolved(withAmount(draft, '400'), invoices), invoices[0]!, true)
  expect(spent).toMatchObject({ amount: '400', applied: { a: '400.00', b: '' } })
})

test('every mistake is found at its field', () => {
  const wrong = {
    ...emptyDraft('p', ''),
    amount: '12.345',
    applied: { a: 'x', b: '301' },
  }
  expect(problemsOf(wrong, invoices, TODAY)).toEqual({
    customerId: 'customer',
    receivedOn: 'date',
    method: 'method',
    amount: 'amountForm',
    'applied.a': 'appliedForm',
    'applied.b': 'appliedOverOpen',
  })
  const negative = { ...wrong, applied: { a: '-5' } }
  expect(problemsOf(negative, invoices, TODAY)).toMatchObject({ 'applied.a': 'appliedNegative' })
  const amounted = (amount: string) => problemsOf({ ...draft, amount }, invoices, TODAY)
  expect(amounted(' ')).toEqual({ amount: 'amount' })
  expect([amounted('0'), amounted('-5')]).toEqual([
    { amount: 'amountPositive' },
    { amount: 'amountPositive' },
  ])
  expect(amounted('99999999999')).toEqual({ amount: 'amountMost' })
  const over = withApplied({ ...draft, amount: '100' }, 'b', '200')
  expect(problemsOf(over, invoices, TODAY)).toEqual({ amount: 'appliedOverReceived' })
})

test('a date that can’t be read, or is still to come, keeps the payment from being saved', () => {
  const dated = (receivedOn: string) => problemsOf({ ...draft, amount: '1', receivedOn }, invoices, TODAY)
  expect(dated('2/30/2026')).toEqual({ receivedOn: 'dateForm' })
  expect(dated('2026-09-11')).toEqual({ receivedOn: 'dateToCome' })
  expect(dated(TODAY)).toEqual({})
})

test('empty amounts and invoices that are gone are not applied', () => {
  const typed = { applied: { a: '10', b: '', gone: '5' } }
  expect(applicationsOf(typed, invoices)).toEqual([{ invoiceId: 'a', amountCents: 1_000 }])
})

test('a reload goes on with the same payment, and coming from elsewhere starts another', () => {
  const fresh = (paymentId: string) => () => emptyDraft(paymentId, TODAY)
  const came = draftFor(null, 'customer c', fresh('p1'))
  const typed = withAmount(came, '600')
  expect(draftFor(typed, 'customer c', fresh('p2'))).toBe(typed)
  expect(draftFor(typed, '', fresh('p2'))).toBe(typed)
  expect(draftFor(typed, 'issue i', fresh('p2'))).toEqual({
    ...emptyDraft('p2', TODAY),
    cameWith: 'issue i',
  })
})

test('an amount for an invoice that is gone is found until it is taken off', () => {
  const typed = withApplied(withApplied(withAmount(draft, '600'), 'a', '500'), 'gone', '100')
  expect(goneInvoices(typed, invoices)).toEqual(['gone'])
  expect(goneInvoices(withApplied(typed, 'gone', 'x'), invoices)).toEqual(['gone'])
  expect(goneInvoices(withApplied(typed, 'gone', ' '), invoices)).toEqual([])
  expect(goneInvoices(withApplied(typed, 'gone', '0.00'), invoices)).toEqual([])
})

test('a sum that exactly one set of invoices makes goes there, and it says so', () => {
  const three = [...invoices, invoice('c', '2026-08-01', 12_345)]
  const lump = withAmount(draft, '800')
  expect(resolved(lump, three).applied).toEqual({ a: '500.00', b: '300.00' })
  expect(spreadOf(lump, three)).toEqual({ way: 'exact', count: 2 })
  expect(spreadOf(withAmount(draft, '600'), three)?.way).toBe('none-fits')
  expect(spreadOf(withApplied(lump, 'a', '500'), three)).toBeNull()
  expect(spreadOf({ ...lump, chosen: ['a'] }, three)).toBeNull()
})

test('what a discount frees goes to the next oldest due, whatever else the sum would fit; a choice by hand stays', () => {
  const three = [...invoices, invoice('c', '2026-09-20', 20_000)]
  const oldest = three[1]!
  const paid = resolved(withAmount(draft, '500'), three)
  expect(paid.applied).toEqual({ a: '500.00' })
  const off = resolved(withDiscount(paid, oldest, '10.00'), three)
  expect(off.applied).toEqual({ a: '490.00', b: '10.00' })
  expect(problemsOf(off, three, TODAY)).toEqual({})
  expect(applicationsOf(off, three)).toContainEqual({
    invoiceId: 'a',
    amountCents: 49_000,
    discountCents: 1_000,
  })
  const discounted = (amount: string, among: OpenInvoice[]) =>
    resolved(withDiscount(resolved(withAmount(draft, amount), among), oldest, '10'), among)
  expect(discounted('490', three).applied).toEqual({ a: '490.00' })
  const pair = discounted('700', three)
  expect(pair.applied, 'the set it was for, and what is free').toEqual({
    a: '490.00',
    b: '10.00',
    c: '200.00',
  })
  expect(spreadOf(pair, three)).toEqual({ way: 'discounted', count: 3 })
  const twin = [...three, invoice('d', '2026-09-30', 49_000)]
  expect(resolved(withAmount(draft, '490'), twin).applied).toEqual({ d: '490.00' })
  expect(discounted('490', twin).applied, 'the invoice with the discount is meant').toEqual({ a: '490.00' })
  const byHand = withDiscount(withApplied(paid, 'a', '500'), oldest, '10')
  expect(resolved(byHand, three).applied).toEqual({ a: '490.00' })
  expect(resolved(withOldestFirst(byHand), three).applied).toEqual({ a: '490.00', b: '10.00' })
  const came = resolved({ ...draft, chosen: ['a'] }, three)
  expect(resolved(withDiscount(came, oldest, '10'), three)).toMatchObject({ amount: '490.00' })
})

test('a discount takes its part of the invoice, and the money there makes room for it', () => {
  const full = withTick(draft, invoices[0]!, true)
  const off = withDiscount(full, invoices[0]!, '6')
  expect(off).toMatchObject({ applied: { b: '294.00' }, amount: '294.00' })
  expect(problemsOf(off, invoices, TODAY)).toEqual({})
  expect(applicationsOf(off, invoices)).toEqual([{ invoiceId: 'b', amountCents: 29_400, discountCents: 600 }])
  expect(problemsOf(withApplied(off, 'b', '294.01'), invoices, TODAY)['applied.b']).toBe('appliedOverOpen')
  expect(problemsOf(withApplied(off, 'b', ''), invoices, TODAY)['discount.b']).toBe('discountAlone')
  expect(problemsOf(withDiscount(off, invoices[0]!, 'x'), invoices, TODAY)['discount.b']).toBe('discountForm')
})

test('a discount larger than what is open is told at the discount, at once', () => {
  const [b] = invoices as [OpenInvoice]
  const full = withTick(draft, b, true)
  const off = withDiscount(full, b, '301')
  const w = wordsIn('en').payments
  const said = (typed: PaymentDraft) => sentencesOf(typed, invoices, TODAY, w, true)
  expect(said(off)).toEqual({ 'discount.b': 'Only 300.00 is open.' })
  expect(said(withApplied(withDiscount(full, b, '100'), 'b', '201'))).toEqual({
    'applied.b': 'With the discount only 200.00 is open.',
  })
  expect(said({ ...draft, amount: 'x' }), 'what is only half typed waits for Save').toEqual({})
})

test('a refusal stands at the field it is about', () => {
  const sent = [{ invoiceId: 'a' }, { invoiceId: 'b' }]
  const at = (field: string) => fieldOfRefusal({ ...refuse('applied-more-than-open'), field }, sent)
  expect(at('applications.1.discountCents')).toBe('discount.b')
  expect(at('applications.1.amountCents')).toBe('applied.b')
  expect(at('applications.2.amountCents'), 'a credit used with it').toBeNull()
  expect(at('totalCents')).toBe('amount')
})
