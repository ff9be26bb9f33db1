import { expect, test } from 'vitest'
import { ageBucket, BUCKETS } from '../../../shared/domain/collections/age-bucket.ts'
import { bucketStarts } from './bucket-starts.ts'

test.each(['invoice-date', 'due-date'] as const)('by %s each start is the first day of its bucket', basis => {
  for (const { label, fromDays } of bucketStarts(basis)) {
    const place = BUCKETS[basis].indexOf(label)
    expect(ageBucket(basis, fromDays)).toBe(place)
    if (place > 0) expect(ageBucket(basis, fromDays - 1)).toBe(place - 1)
  }
  expect(bucketStarts(basis).at(-1)).toEqual({ label: '90+', fromDays: 91 })
})
