import { expect, test } from 'vitest'
import { amountProblem } from './amount-problem.ts'

test('an amount that can’t be taken says why: not more than 0, too large, or not readable', () => {
  for (const good of ['0.01', '1,284.50', '$ 12', '999,999,999.99']) expect(amountProblem(good)).toBeNull()
  for (const low of ['0', '0.00', '-5', '- 5.00', '−5', '(12.50)', '$-5'])
    expect(amountProblem(low), low).toBe('amountPositive')
  for (const high of ['1000000000', '1,000,000,000.00', '99999999999', '99,999,999,999.00'])
    expect(amountProblem(high), high).toBe('amountMost')
  for (const unclear of ['', 'x', '12.345', '5-', '--', '1,,5'])
    expect(amountProblem(unclear)).toBe('amountForm')
})
