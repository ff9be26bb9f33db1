import { afterEach, expect, test } from 'vitest'
import { aCustomer, anInvoice, aPayment } from '../../../../shared/testing/builders.ts'
import { aDesk, aUser } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { documentsFind } from './documents-find.ts'
import { type QueryContext, statementCache } from './query-context.ts'

let here: ReturnType<typeof desktopUnderTest>
afterEach(() => here.remove())

test('documents are found by the beginning of their number, narrowed to whom they may be shown', async () => {
  const desk = aDesk()
  const jorge = aUser(desk, ['sales']).id
  const own = aCustomer(desk, { name: 'Bloom & Co', salespersonId: jorge }).id
  const other = aCustomer(desk, { name: 'Wedding Works' }).id
  anInvoice(desk, { customerId: own, number: '20418' })
  anInvoice(desk, { customerId: other, number: '204' })
  anInvoice(desk, { customerId: other, number: '31' })
  aPayment(desk, { customerId: other, number: '2045' })
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const q = { sql: statementCache(here.profile.reader), ownerId: null } as QueryContext
  const narrowed = { ...q, ownerId: jorge }
  const found = (...by: [QueryContext, QueryContext | null]) =>
    documentsFind(...by, { number: '204', limit: 5 }).map(({ kind, number }) => `${kind} ${number}`)
  expect(found(q, q)).toEqual(['order 204', 'order 20418', 'invoice 204', 'invoice 20418', 'payment 2045'])
  expect(found(q, narrowed)).toEqual(['order 204', 'order 20418', 'invoice 20418'])
  expect(found(narrowed, null)).toEqual(['order 20418'])
  const [order, , invoice, , payment] = documentsFind(q, q, { number: '204', limit: 5 })
  expect(order).toMatchObject({ customerName: 'Wedding Works', cents: 228_00 })
  expect(invoice).toMatchObject({ cents: 228_00 })
  expect(payment).toMatchObject({ cents: 100_00 })
  expect(documentsFind(q, q, { number: '%', limit: 5 })).toEqual([])
  const plan = here.profile.reader
    .prepare("EXPLAIN QUERY PLAN SELECT 1 FROM orders d WHERE d.number >= '2' AND d.number < '3'")
    .all() as { detail: string }[]
  expect(plan.map(({ detail }) => detail).join()).toContain('orders_by_number')
})
