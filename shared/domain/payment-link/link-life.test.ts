import { expect, test } from 'vitest'
import { aCustomer, aLink, anInvoice, aPayment, capturePayload } from '../../testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../testing/desk.ts'
import { linkStateAt, noLinkReason, noManualLinkReason, UNOPENED_DAYS, unopenedUntil } from './link-offer.ts'

const HOUR_MS = 3_600_000
const ON = '2026-11-25'

const linkOf = (desk: Desk, id: string) => desk.ledger.row('payment_links', id)

test('the reasons against a link, the first that applies', () => {
  const desk = aDesk()
  const company = desk.ledger.row('companies', 'company')
  const customer = aCustomer(desk)
  const invoice = { status: 'open', openCents: 1, currency: 'USD' } as const
  const paused = { gateway: 'sandbox', status: 'paused' } as const
  expect(noLinkReason(company, customer, invoice)).toBeNull()
  expect(noLinkReason({ ...company, paymentsAccount: null, linksEnabled: false }, customer, invoice)).toBe(
    'no-payments-account',
  )
  expect(noLinkReason({ ...company, paymentsAccount: paused }, customer, invoice)).toBe('no-payments-account')
  const off = { ...customer, paymentLinksEnabled: false }
  const automaticOnly = { ...company, manualLinksEnabled: false }
  expect(noLinkReason(automaticOnly, customer, invoice)).toBeNull()
  expect(noManualLinkReason(automaticOnly, customer, invoice)).toBe('manual-links-off')
  expect(noManualLinkReason({ ...automaticOnly, linksEnabled: false }, off, invoice)).toBe('links-off')
  expect(noManualLinkReason(company, off, invoice)).toBe('customer-links-off')
  expect(noLinkReason({ ...company, linksEnabled: false }, off, invoice)).toBe('links-off')
  expect(noLinkReason(company, off, { ...invoice, openCents: 0 })).toBe('customer-links-off')
  expect(noLinkReason(company, customer, { ...invoice, status: 'void', openCents: 0 })).toBe('void')
  expect(noLinkReason(company, customer, { ...invoice, openCents: 0 })).toBe('nothing-due')
  expect(noLinkReason(company, customer, { ...invoice, currency: 'EUR' })).toBe('other-currency')
})

test('a link nobody opens ends after 90 days, an opened one after its hours, a paid one never', () => {
  const link = { state: 'sent', activeUntilAt: null, unopenedUntilAt: unopenedUntil(0) }
  const ninetyDays = UNOPENED_DAYS * 24 * HOUR_MS
  expect(linkStateAt(link, ninetyDays - 1)).toBe('sent')
  expect(linkStateAt(link, ninetyDays)).toBe('expired')
  const opened = { ...link, state: 'opened', activeUntilAt: 24 * HOUR_MS }
  expect(linkStateAt(opened, 24 * HOUR_MS - 1)).toBe('opened')
  expect(linkStateAt(opened, 24 * HOUR_MS)).toBe('expired')
  for (const state of ['paid', 'revoked']) expect(linkStateAt({ ...opened, state }, ninetyDays)).toBe(state)
})

test('the clock starts when it is first opened, once, for as long as the company says', () => {
  const desk = aDesk({ linkHours: 48 })
  const link = aLink(desk, anInvoice(desk).id)
  expect(link).toMatchObject({ state: 'queued', askedCents: 228_00, activeUntilAt: null })
  desk.relay('link.record-open', { linkId: link.id, openedAt: 1_000 })
  desk.relay('link.record-open', { linkId: link.id, openedAt: 9_000 })
  expect(linkOf(desk, link.id)).toMatchObject({
    state: 'opened',
    openedAt: 1_000,
    activeUntilAt: 1_000 + 48 * HOUR_MS,
  })
})

test('opening a paid link does not make it unpaid, and a late try does not either', () => {
  const desk = aDesk()
  const link = aLink(desk, anInvoice(desk).id)
  desk.relay('payment.capture', capturePayload(desk, link.id, 228_00))
  desk.relay('link.record-open', { linkId: link.id, openedAt: 1_000 })
  desk.relay('link.record-try', { linkId: link.id, triedAt: 2_000, outcome: 'declined' })
  expect(linkOf(desk, link.id)).toMatchObject({ state: 'paid', tryOutcome: 'paid' })
})

test('a try that failed before the payment keeps its time', () => {
  const desk = aDesk()
  const link = aLink(desk, anInvoice(desk).id)
  desk.relay('link.record-try', { linkId: link.id, triedAt: 2_000, outcome: 'declined' })
  desk.relay('payment.capture', capturePayload(desk, link.id, 228_00))
  expect(linkOf(desk, link.id)).toMatchObject({ state: 'paid', tryOutcome: 'paid', triedAt: 2_000 })
})

test('a declined try is shown to the staff', () => {
  const desk = aDesk()
  const link = aLink(desk, anInvoice(desk).id)
  desk.relay('link.record-try', { linkId: link.id, triedAt: 2_000, outcome: 'declined' })
  expect(linkOf(desk, link.id)).toMatchObject({ tryOutcome: 'declined', triedAt: 2_000 })
})

test('what the relay reports about links nobody knows changes nothing', () => {
  const desk = aDesk()
  const linkId = desk.newId()
  expect(accepted(desk.relay('link.record-open', { linkId, openedAt: 0 })).writes).toEqual([])
  expect(accepted(desk.relay('link.record-try', { linkId, triedAt: 0, outcome: 'declined' })).writes).toEqual(
    [],
  )
  expect(accepted(desk.relay('link.renew', { oldLinkId: linkId, linkId: desk.newId() })).writes).toEqual([])
})

test('a new link for an old one goes to the same addresses, for what is open now', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const old = aLink(desk, invoice.id)
  const applications = [{ invoiceId: invoice.id, amountCents: 28_00 }]
  aPayment(desk, { customerId: invoice.customerId, totalCents: 28_00, applications })
  const linkId = desk.newId()
  const { jobs } = accepted(desk.relay('link.renew', { oldLinkId: old.id, linkId }))
  expect(linkOf(desk, linkId)).toMatchObject({ askedCents: 200_00, sentTo: old.sentTo, createdBy: 'relay' })
  expect(desk.ledger.row('invoices', invoice.id).lastLinkId).toBe(linkId)
  expect(jobs).toHaveLength(1)
})

test('nothing is due any more: no new link', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const old = aLink(desk, invoice.id)
  desk.must('order.void', { orderId: invoice.orderId, voidedOn: ON })
  expect(accepted(desk.relay('link.renew', { oldLinkId: old.id, linkId: desk.newId() })).jobs).toEqual([])
})
