import { expect, test } from 'vitest'
import type { CheckedFile } from '../../../shared/protocol/import-asks.ts'
import { figuresOf, isMatched, standOf } from './match-totals.ts'

const checked = {
  totals: { count: 1200, totalCents: 150_50, bucketCents: [150_50, 0] },
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
