import { afterEach, expect, test } from 'vitest'
import { ASKS } from '../../../../shared/protocol/desk.ts'
import { aCustomer, anInvoice, aPayment, aPendingOrder } from '../../../../shared/testing/builders.ts'
import { aDesk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { invoicesOpen } from './invoices-open.ts'
import { ordersSummary } from './orders-summary.ts'
import { paymentsHistory } from './payments-history.ts'
import { type QueryContext, statementCache } from './query-context.ts'

let here: ReturnType<typeof desktopUnderTest> | null = null
afterEach(() => here?.remove())

/** An invoice of 1,254.00 with 254.38 paid of it, one of 300.00, a payment of 77.00 to nothing, and 54.21 of that given back. */
async function books() {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const large = anInvoice(desk, { customerId, totalCents: 1_254_00 })
  const small = anInvoice(desk, { customerId, totalCents: 300_00 })
  const part = aPayment(desk, {
    customerId,
    totalCents: 254_38,
    applications: [{ invoiceId: large.id, amountCents: 254_38 }],
  })
  const loose = aPayment(desk, { customerId, totalCents: 77_00, applications: [] })
  desk.must('payment.refund', {
    paymentId: loose.id,
    number: desk.nextNumber(),
    refundedOn: '2026-11-25',
    amountCents: 54_21,
    by: 'registered',
    method: 'Cash',
    reference: '',
    note: '',
    releaseApplied: false,
  })
  const refundId = desk.ledger.all('payments').find(row => row.reversesId === loose.id)!.id
  const order = aPendingOrder(desk, { customerId })
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const company = desk.ledger.all('companies')[0]!
  const q: QueryContext = {
    sql: statementCache(here.profile.reader),
    rows: here.rows,
    company,
    user: desk.ledger.row('users', desk.userId),
    ownerId: null,
    today: '2026-11-25',
    now: desk.clock.now(),
  }
  const invoices = (search: string) =>
    invoicesOpen(q, ASKS['invoices.open'].parse({ search })).rows.map(row => row.invoiceId)
  const orders = (search: string) =>
    ordersSummary(q, ASKS['orders.summary'].parse({ search })).rows.map(row => row.orderId)
  const payments = (search: string) =>
    paymentsHistory(q, ASKS['payments.history'].parse({ search })).rows.map(row => row.paymentId)
  return { large, small, part, loose, refundId, order, invoices, orders, payments }
}

test('open invoices are found by what they came to and by what is open of them', async () => {
  const { large, small, invoices } = await books()
  for (const typed of ['1,254.00', '1254', '1.254,00', '$1254', '1.254', '999.62', '999,62 $'])
    expect(invoices(typed), typed).toEqual([large.id])
  expect(invoices('300.00')).toEqual([small.id])
  expect(invoices('999.00')).toEqual([])
})

test('payments are found by their amount and by what is left of it, and two digits are no amount', async () => {
  const { part, loose, payments } = await books()
  expect(payments('254.38')).toEqual([part.id])
  for (const typed of ['77.00', '77,0', '22.79']) expect(payments(typed), typed).toEqual([loose.id])
  const found = payments('77')
  expect(found.includes(loose.id)).toBe(loose.number.includes('77'))
})

test('money that went back is found by its amount, with its minus and without', async () => {
  const { refundId, payments } = await books()
  for (const typed of ['-54.21', '−54,21', '(54.21)', '54.21', '-$54.21'])
    expect(payments(typed), typed).toEqual([refundId])
})

test('orders are found by their amount and by what is open of their invoice', async () => {
  const { large, order, orders } = await books()
  const typed = (order.totalCents / 100).toFixed(2)
  expect(orders(typed)).toContain(order.id)
  expect(orders('999.62')).toEqual([large.orderId])
  expect(orders('4.44')).toEqual([])
})
