import { expect, test } from 'vitest'
import { allNamed, USUAL_ACCOUNTS, unnamedAccounts } from './account-names.ts'

test('an account with amounts wants a name; one without is called as usual', () => {
  const names = { ...USUAL_ACCOUNTS, tax: '  ', sales: ' Income:Flowers ' }
  expect(unnamedAccounts(names, ['receivable', 'sales', 'tax'])).toEqual(['tax'])
  expect(unnamedAccounts(names, ['receivable', 'sales'])).toEqual([])
  expect(allNamed(names)).toMatchObject({ tax: 'Sales Tax Payable', sales: 'Income:Flowers' })
})
