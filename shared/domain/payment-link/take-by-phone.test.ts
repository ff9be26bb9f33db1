import { expect, test } from 'vitest'
import { aCustomer, anInvoice } from '../../testing/builders.ts'
import { accepted, aDesk } from '../../testing/desk.ts'
import { COMPANY_ROW } from '../company/company-of.ts'

test('a card by telephone gets a link in nobody’s mail, and the newest mailed link stays', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { paymentLinksEnabled: false }).id
  const [one, two] = [
    anInvoice(desk, { customerId, totalCents: 100_00 }),
    anInvoice(desk, { customerId, totalCents: 50_00 }),
  ]
  const other = anInvoice(desk, { customerId: aCustomer(desk).id, totalCents: 70_00 })
  const before = desk.ledger.row('invoices', one.id)
  const [linkId, userId] = [desk.newId(), desk.userId]
  const payload = { linkId, customerId, invoiceIds: [one.id, two.id, other.id], userId }
  accepted(desk.relay('link.take-by-phone', payload))
  expect(desk.ledger.row('payment_links', linkId)).toMatchObject({
    invoiceCount: 2,
    askedCents: 150_00,
    sentTo: [],
    createdBy: userId,
    kind: 'links',
  })
  expect(desk.ledger.row('invoices', one.id)).toEqual(before)
  expect(desk.ledger.all('mails')).toEqual([])
})

test('without a payments account, or with nothing due, no link is made', () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const invoice = anInvoice(desk, { customerId, totalCents: 100_00 })
  const { paymentsAccount } = desk.ledger.row('companies', COMPANY_ROW)!
  const to = { ...paymentsAccount!, status: 'paused' as const }
  desk.must('company.change', { changes: { paymentsAccount: { from: paymentsAccount, to } } })
  const linkId = desk.newId()
  accepted(
    desk.relay('link.take-by-phone', { linkId, customerId, invoiceIds: [invoice.id], userId: desk.userId }),
  )
  expect(desk.ledger.all('payment_links').filter(each => each.id === linkId)).toEqual([])
})
