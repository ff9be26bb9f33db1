import { expect, test } from 'vitest'
import { readEdits, typeInto } from '../settings/edits.ts'
import { blankCustomer, CUSTOMER_KINDS } from './customer-kinds.ts'

const ROW = { ...blankCustomer('c', 'NET30', 'USD'), creditLimitCents: 500_000, taxBps: 825 }

function changed<F extends keyof typeof CUSTOMER_KINDS>(field: F, typed: never) {
  const edits = typeInto(CUSTOMER_KINDS, {}, ROW, field, typed)
  return readEdits(CUSTOMER_KINDS, edits, [field])
}

test('an empty credit limit is unlimited, and 0 is a limit of zero', () => {
  expect(changed('creditLimitCents', '' as never).changes).toEqual({
    creditLimitCents: { from: 500_000, to: null },
  })
  expect(changed('creditLimitCents', '0' as never).changes).toEqual({
    creditLimitCents: { from: 500_000, to: 0 },
  })
})

test('amounts are read to the cent and never guessed', () => {
  expect(changed('creditLimitCents', '7,500.50' as never).changes.creditLimitCents?.to).toBe(750_050)
  expect(changed('creditLimitCents', '7,500' as never).problems).toEqual({
    creditLimitCents: 'unclear-comma',
  })
  expect(changed('creditLimitCents', '1.005' as never).problems).toEqual({
    creditLimitCents: 'not-an-amount',
  })
})

test('a tax is typed in percent and kept in basis points', () => {
  expect(CUSTOMER_KINDS.taxBps.typed(825)).toBe('8.25')
  expect(changed('taxBps', '8,5' as never).changes).toEqual({ taxBps: { from: 825, to: 850 } })
  expect(changed('taxBps', '' as never).changes).toEqual({ taxBps: { from: 825, to: 0 } })
  for (const [typed, to] of [
    ['8.875', 887.5],
    ['8,875', 887.5],
    ['4.712', 471.2],
  ] as const)
    expect(changed('taxBps', typed as never).changes).toEqual({ taxBps: { from: 825, to } })
  for (const rate of [0, 825, 887.5, 471.2, 10_000]) {
    const read = CUSTOMER_KINDS.taxBps.read(CUSTOMER_KINDS.taxBps.typed(rate))
    expect(read).toEqual({ value: rate })
  }
  for (const typed of ['x', '8.8755', '100.01', '200', '-1'])
    expect(changed('taxBps', typed as never).problems, typed).toEqual({ taxBps: 'not-a-tax' })
  expect(changed('taxBps', '100' as never).changes).toEqual({ taxBps: { from: 825, to: 10_000 } })
})

test('only what differs is sent', () => {
  expect(changed('name', '' as never).changes).toEqual({})
  expect(changed('code', ' PETAL ' as never).changes).toEqual({ code: { from: '', to: 'PETAL' } })
})
