import { expect, test } from 'vitest'
import { isTouched } from './query-tables.ts'

test('a query is asked again when one of its tables changed, and only then', () => {
  expect(isTouched('invoices.open', ['mails'])).toBe(true)
  expect(isTouched('invoices.open', ['products', 'tasks'])).toBe(false)
})

test('questions to the relay do not follow tables', () => {
  expect(isTouched('devices.all', ['users', 'companies'])).toBe(false)
})
