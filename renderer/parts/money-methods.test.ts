import { expect, test } from 'vitest'
import { STARTER_SETTINGS } from '../../shared/domain/company/starter-settings.ts'
import { moneyMethods } from './money-methods.ts'

test('a credit memo is no way in which money is received', () => {
  expect(moneyMethods(STARTER_SETTINGS.paymentMethods)).toEqual(['Check', 'Cash', 'Wire', 'Other'])
})
