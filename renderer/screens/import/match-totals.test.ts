import { expect, test } from 'vitest'
import type { CheckedFile } from '../../../shared/protocol/import-asks.ts'
import { figuresOf, isMatched, standOf } from './match-totals.ts'

const none = { count: 0, totalCents: 0, bucketCents: [0, 0] }
const checked = {
  totals: { count: 1200, totalCents: 150_50, bucketCents: [150_50, 0] },
  parts: {
    here: { count: 199, totalCents: 50_00, bucketCents: [50_00, 0] },
    leftOut: none,
    comesIn: { count: 1001, totalCents: 100_50, bucketCents: [100_50, 0] },
  },
  bucketLabels: ['0–30', '31–60'],
} as unknown as CheckedFile

test('a figure is matched when it is typed right or ticked; what is typed counts before the tick', () => {
  const [count, sum] = figuresOf(checked)
  expect(standOf(count!, '1,200')).toBe('matched')
  expect(standOf(count!, '1201', true)).toBe('differs')
  expect(standOf(sum!, '150.50')).toBe('matched')
  expect(standOf(sum!, '150,50')).toBe('matched')
  expect(standOf(sum!, '150.51')).toBe('differs')
  expect(standOf(sum!, 'no idea')).toBe('differs')
  expect(standOf(sum!, ' ', true)).toBe('matched')
  expect(standOf(sum!)).toBe('open')
})

test('a file comes in when count, sum and each bucket are matched', () => {
  expect(figuresOf(checked).map(figure => figure.key)).toEqual(['count', 'sum', 'bucket-0', 'bucket-1'])
  const most = { count: true, sum: true, 'bucket-0': true }
  expect(isMatched(checked, {}, most)).toBe(false)
  expect(isMatched(checked, { 'bucket-1': '0' }, most)).toBe(true)
  expect(isMatched(checked, { 'bucket-1': '1' }, { ...most, 'bucket-1': true })).toBe(false)
})

test('what is matched is all of the file; what becomes of it stands beside, and comes to it', () => {
  for (const { value, parts } of figuresOf(checked))
    expect(parts.here + parts.leftOut + parts.comesIn).toBe(value)
  const [, sum] = figuresOf(checked)
  expect(sum).toMatchObject({ value: 150_50, parts: { here: 50_00, comesIn: 100_50 } })
  // Customers have no money to match; credits that cancel out have.
  const people = {
    ...checked,
    totals: none,
    parts: { here: none, leftOut: none, comesIn: none },
    bucketLabels: [],
  }
  expect(figuresOf(people).map(figure => figure.key)).toEqual(['count'])
  const odd = { ...checked, totals: none }
  expect(figuresOf(odd)[1]).toMatchObject({ key: 'sum', value: 0 })
})
