import { afterEach, expect, test } from 'vitest'
import { ASKS } from '../../../../shared/protocol/desk.ts'
import { aCredit, aCustomer, approved } from '../../../../shared/testing/builders.ts'
import { aDesk } from '../../../../shared/testing/desk.ts'
import { desktopUnderTest } from '../../testing/desktop-under-test.ts'
import { memoryRelay } from '../../testing/memory-relay.ts'
import { creditsList } from './credits-list.ts'
import { type QueryContext, statementCache } from './query-context.ts'

let here: ReturnType<typeof desktopUnderTest>
afterEach(() => here.remove())

test('the total leaves out what was rejected, unless that alone is shown', async () => {
  const desk = aDesk()
  const customerId = aCustomer(desk).id
  const good = approved(desk, aCredit(desk, { customerId }))
  const waiting = aCredit(desk, { customerId })
  const bad = aCredit(desk, { customerId })
  desk.must('credit.reject', { creditId: bad.id, note: 'no' })
  const relay = memoryRelay(desk)
  relay.adopt(['credits'])
  here = desktopUnderTest(desk, relay)
  await here.exchange()
  const q = {
    sql: statementCache(here.profile.reader),
    rows: here.rows,
    ownerId: null,
  } as Partial<QueryContext>
  const sums = (input: object) => {
    const { count, totalCents, chips } = creditsList(q as QueryContext, ASKS['credits.list'].parse(input))
    return { count, totalCents, rejected: chips.rejected }
  }
  const counted = good.totalCents + waiting.totalCents
  expect(bad.totalCents).toBeGreaterThan(0)
  expect(sums({})).toEqual({ count: 3, totalCents: counted, rejected: 1 })
  expect(sums({ customerId })).toEqual({ count: 3, totalCents: counted, rejected: 1 })
  expect(sums({ chip: 'rejected' })).toEqual({ count: 1, totalCents: bad.totalCents, rejected: 1 })
})
