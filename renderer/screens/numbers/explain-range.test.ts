import { expect, test } from 'vitest'
import { NUMBER_KINDS } from '../../../shared/domain/numbers/explain-numbers.ts'
import { numbers } from '../../words/numbers.ts'
import { explainRange, rangeText } from './explain-range.ts'

const devices = [
  { deviceId: 'd1', name: 'Front desk', revoked: false },
  { deviceId: 'd2', name: 'Laptop', revoked: true },
]
const range = (kind: (typeof NUMBER_KINDS)[number], deviceId = '', reason = '') => ({
  firstNumber: 1,
  lastNumber: 2,
  kind,
  deviceId,
  reason,
})

test('every kind has a sentence of its own, in both languages', () => {
  for (const w of [numbers.en, numbers.es]) {
    const sentences = NUMBER_KINDS.map(kind => explainRange(range(kind, 'd1'), devices, w))
    expect(new Set(sentences).size).toBe(NUMBER_KINDS.length)
  }
})

test('the computer is named, and a removed one is said to be so', () => {
  expect(explainRange(range('held', 'd1'), devices, numbers.en)).toContain('Front desk')
  expect(explainRange(range('dead', 'd2'), devices, numbers.en)).toContain('Laptop (removed)')
  expect(explainRange(range('dead', 'd3'), devices, numbers.en)).toContain('a computer that is gone')
})

test('a restore explains itself; another reason is told as the register has it', () => {
  expect(explainRange(range('gap', '', 'restore'), devices, numbers.en)).toContain('put back to a backup')
  expect(explainRange(range('gap', '', 'moved'), devices, numbers.en)).toBe(
    'The register of gaps says: moved.',
  )
})

test('one number stands alone', () => {
  expect(rangeText({ firstNumber: 10418, lastNumber: 10418 })).toBe('10418')
  expect(rangeText({ firstNumber: 10418, lastNumber: 10422 })).toBe('10418–10422')
})
