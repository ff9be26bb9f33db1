import { expect, test } from 'vitest'
import { addDays } from '../../lib/dates.ts'
import { someBooks } from '../../testing/customer-books.ts'
import { ageBucket } from './age-bucket.ts'
import { agingStrip, bucketBounds, bucketPlace } from './aging-strip.ts'
import { openBalances } from './open-balances.ts'

const ON = '2028-03-01'

test.each(['invoice-date', 'due-date'] as const)('by %s, bounds part the days as the buckets do', basis => {
  const bounds = bucketBounds(basis, ON)
  for (let days = -3; days < 130; days++)
    expect(bucketPlace(bounds, addDays(ON, -days)), `${days} days`).toBe(ageBucket(basis, days))
})

test('30 days are in the first bucket, 31 and 60 in the second, 61 and 90 in the third, 91 in the last', () => {
  const write = someBooks()
  for (const [at, days] of [30, 31, 60, 61, 90, 91].entries())
    write.invoice(addDays(ON, -days), String(at), 10 ** at, { dueOn: addDays(ON, -days + 1) })
  const open = openBalances(write.books(), ON)
  expect(agingStrip(open, 'invoice-date', ON).bucketCents).toEqual([1, 110, 11_000, 100_000])
  expect(agingStrip(open, 'due-date', ON).bucketCents).toEqual([0, 11, 1_100, 110_000, 0])
  expect(agingStrip(open, 'due-date', ON).pastDueCents).toBe(111_111)
})
