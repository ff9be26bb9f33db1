import { expect, test } from 'vitest'
import { addDays, daysBetween } from '../../lib/dates.ts'
import { ageBucket, BUCKETS } from './age-bucket.ts'
import { bucketDates } from './bucket-dates.ts'

const TODAY = '2026-11-25'

test.each(['invoice-date', 'due-date'] as const)(
  'by %s every date is in the bucket of its age, and in no other',
  basis => {
    for (let days = -40; days <= 130; days++) {
      const date = addDays(TODAY, -days)
      const found = BUCKETS[basis].flatMap((_, bucket) => {
        const { from, to } = bucketDates(basis, bucket, TODAY)
        return (from === null || date >= from) && (to === null || date <= to) ? [bucket] : []
      })
      expect(found).toEqual([ageBucket(basis, daysBetween(date, TODAY))])
    }
  },
)
