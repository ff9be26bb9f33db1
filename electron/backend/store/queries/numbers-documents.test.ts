import { afterEach, beforeEach, expect, test } from 'vitest'
import { aCustomer, aLine } from '../../../../shared/testing/builders.ts'
import { aDesk, type Desk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { openRowStore } from '../row-store.ts'
import { numbersDocuments } from './numbers-documents.ts'
import { type QueryContext, statementCache } from './query-context.ts'

let desk: Desk
let here: ReturnType<typeof desktopUnderTest>
let customerId: string

beforeEach(async () => {
  desk = aDesk()
  customerId = aCustomer(desk).id
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
})

afterEach(() => here.remove())

const asked = (firstNumber: number, lastNumber: number, series: 'order' | 'payment' = 'order') =>
  numbersDocuments({ sql: statementCache(here.profile.reader) } as QueryContext, {
    series,
    firstNumber,
    lastNumber,
  })

/** An order as it comes from the relay, under a number of its own. */
function order(number: string): void {
  const order = {
    orderId: desk.newId(),
    number,
    customerId,
    orderedOn: '2026-11-20',
    shipOn: '2026-11-23',
    carrier: '',
    shipToId: null,
    poNumber: '',
    reference: '',
    salespersonId: null,
    buyerContactId: null,
    warehouseNote: '',
    invoiceNote: '',
    lines: [aLine(desk)],
  }
  desk.must('order.create', order)
  const row = desk.ledger.row('orders', order.orderId)
  openRowStore(here.profile.writer).confirm('orders', row.id, 1, { ...row })
}

test('documents stand in the order of their numbers, a suffixed one beside the one it met', () => {
  for (const number of ['10003', '9999', '10001-2', '10001', '100011', 'R-7']) order(number)
  const { rows, more } = asked(10_001, 10_010)
  expect(rows.map(row => row.number)).toEqual(['10001', '10001-2', '10003'])
  expect(rows[0]).toMatchObject({
    customerName: 'Petal & Stem Atelier',
    onDate: '2026-11-20',
    status: 'draft',
    totalCents: 228_00,
  })
  expect(more).toBe(false)
})

test('a hundred are told, and that there are more', () => {
  for (let number = 10_001; number <= 10_101; number++) order(String(number))
  const { rows, more } = asked(10_001, 10_200)
  expect(rows).toHaveLength(100)
  expect(more).toBe(true)
  expect(asked(10_101, 10_101).more).toBe(false)
})

test('payments have a series of their own', () => {
  order('5001')
  expect(asked(5001, 5200, 'payment').rows).toEqual([])
  const paymentId = here.newId()
  const payment = { receivedOn: '2026-11-25', method: 'Check', reference: '', totalCents: 100_00, note: '' }
  here.must('payment.receive', { paymentId, customerId, ...payment, applications: [] })
  expect(asked(5001, 5200, 'payment').rows).toMatchObject([
    { id: paymentId, number: '5001', status: 'posted' },
  ])
})
