import { expect, test } from 'vitest'
import { STARTER_SETTINGS } from '../../shared/domain/company/starter-settings.ts'
import { listed } from './listed.ts'

const { paymentMethods, creditReasons, carriers, terms, boxTypes, charges } = STARTER_SETTINGS
const NAMES = [
  ...paymentMethods,
  ...creditReasons,
  ...carriers,
  ...[...terms, ...boxTypes].map(({ name }) => name),
  ...charges.map(({ label }) => label),
]

test('every name a new company begins with has a Spanish one, and stays as it is in English', () => {
  expect(NAMES.filter(name => listed.es.name(name) === name)).toEqual([])
  expect(NAMES.map(listed.en.name)).toEqual(NAMES)
})

test('what a company typed itself is shown as typed', () => {
  expect(['Zelle', 'constructor', 'check', ''].map(listed.es.name)).toEqual([
    'Zelle',
    'constructor',
    'check',
    '',
  ])
})

test('the ways of gateways have names of their own', () => {
  expect([listed.en.name('card'), listed.es.name('card'), listed.es.name('ach')]).toEqual([
    'Card',
    'Tarjeta',
    'ACH',
  ])
})
