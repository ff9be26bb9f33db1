import { afterEach, expect, test } from 'vitest'
import { aCustomer, anInvoice } from '../../../../shared/testing/builders.ts'
import { aDesk, aUser } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { customerIndex, customersSearch } from './customers-search.ts'
import { type QueryContext, statementCache } from './query-context.ts'

let here: ReturnType<typeof desktopUnderTest>
afterEach(() => here.remove())

test('codes come first, then names that begin so, then the rest; what they owe is of this moment', async () => {
  const desk = aDesk()
  const jorge = aUser(desk, ['sales']).id
  const city = (name: string) => ({
    line1: '',
    line2: '',
    city: name,
    region: '',
    postalCode: '',
    country: '',
  })
  const owing = aCustomer(desk, { code: 'X1', name: 'Ágape Rosas', billingAddress: city('Miami') }).id
  aCustomer(desk, { code: 'ROSA', name: 'Zinnia House' })
  aCustomer(desk, { code: 'ROSA2', name: 'Yarrow', salespersonId: jorge })
  aCustomer(desk, { code: 'X2', name: 'Rosa y Sol' })
  aCustomer(desk, { code: 'X3', name: 'Rosaleda', active: false })
  const relay = memoryRelay(desk)
  relay.adopt()
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const q = { sql: statementCache(here.profile.reader), ownerId: null } as QueryContext
  const index = customerIndex(q)
  const search = (text: string, by = q, limit = 12) => customersSearch(by, index, { text, limit })
  expect(search('rosa').map(({ code }) => code)).toEqual(['ROSA', 'ROSA2', 'X2', 'X1'])
  expect(search('agape mia').map(({ name }) => name)).toEqual(['Ágape Rosas'])
  expect(search('rosa', q, 1)).toHaveLength(1)
  expect(search('zzz')).toEqual([])
  expect(customerIndex({ ...q, ownerId: jorge }).map(({ code }) => code)).toEqual(['ROSA2'])
  expect(search('x1')).toMatchObject([{ openCents: 0, city: 'Miami', creditHold: false }])
  anInvoice(desk, { customerId: owing })
  relay.adopt()
  await here.exchange()
  expect(search('x1')).toMatchObject([{ openCents: 228_00 }])
})
