import { expect, test } from 'vitest'
import { PERMISSIONS, type Permission } from '../../shared/domain/permissions.ts'
import { whoMay } from './use-why-not.ts'
import { wordsIn } from './use-words.ts'

test('who may not create credits is told each role that may, and is not sent to another cashier', () => {
  const sentence = whoMay('credits.create', wordsIn('en'))
  for (const role of ['Admin', 'A/R', 'Credit Manager', 'Sales Manager', 'Sales', 'Sales Allocations'])
    expect(sentence).toContain(role)
  expect(sentence).not.toContain('Cashier')
  expect(whoMay('payments.reverse', wordsIn('es'))).toContain('Administración, Cobranzas o Caja')
})

test('every right has someone who may use it', () => {
  for (const right of Object.keys(PERMISSIONS) as Permission[])
    expect(whoMay(right, wordsIn('en')), right).toMatch(/the role [A-Z]/)
})
