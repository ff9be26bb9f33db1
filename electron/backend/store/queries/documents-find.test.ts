import Sqlite from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { aCredit, aCustomer, anInvoice, anOrder, aPayment } from '../../../../shared/testing/builders.ts'
import { aDesk, aUser } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { migrate } from '../migrations.ts'
import { documentsFind } from './documents-find.ts'
import { findPlaces } from './find-places.ts'
import { type QueryContext, statementCache } from './query-context.ts'

let here: ReturnType<typeof desktopUnderTest>
afterEach(() => here?.remove())

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
    documentsFind(...by, { number: '204', references: false, limit: 5 }).map(
      ({ kind, number }) => `${kind} ${number}`,
    )
  expect(found(q, q)).toEqual(['order 204', 'order 20418', 'invoice 204', 'invoice 20418', 'payment 2045'])
  expect(found(q, narrowed)).toEqual(['order 204', 'order 20418', 'invoice 20418'])
  expect(found(narrowed, null)).toEqual(['order 20418'])
  const [order, , invoice, , payment] = documentsFind(q, q, { number: '204', references: false, limit: 5 })
  expect(order).toMatchObject({ customerName: 'Wedding Works', cents: 228_00 })
  expect(invoice).toMatchObject({ cents: 228_00 })
  expect(payment).toMatchObject({ cents: 100_00 })
  expect(documentsFind(q, q, { number: '%', references: true, limit: 5 })).toEqual([])
})

test('documents are found by what customers say on the telephone: PO, reference, check and wire number, a credit’s number', async () => {
  const desk = aDesk()
  const customerId = aCustomer(desk, { name: 'Bloom & Co' }).id
  const header = { poNumber: 'PSA-9536', reference: 'Wedding Ruiz' }
  const order = anOrder(desk, { customerId, number: '20418', ...header })
  desk.must('order.confirm', {
    orderId: order.id,
    issuedOn: '2026-11-23',
    expectedTotalCents: order.totalCents,
  })
  aPayment(desk, { customerId, number: '7001', reference: '2982' })
  aPayment(desk, { customerId, number: '7002', method: 'Wire', reference: 'FT60976290' })
  for (const nth of [0, 1, 2, 3, 4, 5]) aPayment(desk, { customerId, number: `2982${nth}` })
  aCredit(desk, { customerId, number: 'C-88' })
  const relay = memoryRelay(desk)
  relay.adopt(['credits'])
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const q = { sql: statementCache(here.profile.reader), ownerId: null } as QueryContext
  const found = (number: string, references = true, by: QueryContext | null = q) =>
    documentsFind(q, by, { number, references, limit: 5 }).map(hit =>
      [hit.kind, hit.number, hit.reference].filter(Boolean).join(' '),
    )
  expect(found('PSA-9536')).toEqual(['order 20418 PSA-9536', 'invoice 20418 PSA-9536'])
  expect(found('psa-95')).toEqual(['order 20418 PSA-9536', 'invoice 20418 PSA-9536'])
  expect(found('wedding')).toEqual(['order 20418 Wedding Ruiz', 'invoice 20418 Wedding Ruiz'])
  expect(found('2982').slice(0, 2), 'a check’s whole number before numbers that begin so').toEqual([
    'payment 7001 2982',
    'payment 29820',
  ])
  expect(found('ft60976290')).toEqual(['payment 7002 FT60976290'])
  expect(found('C-8')).toEqual(['credit C-88'])
  expect(found('PSA-9536', true, null)).toEqual(['order 20418 PSA-9536'])
  expect(found('PSA-9536', false)).toEqual([])
  expect(found('PS'), 'too short for references').toEqual([])
  expect(found('psa%')).toEqual([])
})

test.each(findPlaces.map(place => [place.kind, place.by, place] as const))(
  'a key press reads the beginning of an index, never a table: %s by %s',
  (_, __, place) => {
    const db = new Sqlite(':memory:')
    migrate(db)
    const steps = db.prepare(`EXPLAIN QUERY PLAN ${place.begins} LIMIT 1`).all({ first: '1', last: '2' }) as {
      detail: string
    }[]
    const plan = steps.map(({ detail }) => detail).join('\n')
    expect(plan).toMatch(/^SEARCH /)
    expect(plan).not.toMatch(/SCAN|TEMP B-TREE/)
  },
)
