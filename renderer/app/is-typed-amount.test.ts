import { expect, test } from 'vitest'
import { isTypedAmount } from './is-typed-amount.ts'

test('Find takes digits with two decimals for an amount, and nothing else', () => {
  for (const amount of ['209.75', '209,75', '$209.75', '1,254.00', '1.254,00'])
    expect(isTypedAmount(amount), amount).toBe(true)
  for (const other of ['209', '10433', '209.7', '209.755', 'roses 1.50', '2026-11-25', ''])
    expect(isTypedAmount(other), other).toBe(false)
})
