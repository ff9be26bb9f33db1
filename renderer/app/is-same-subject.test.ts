import { expect, test } from 'vitest'
import { isSameSubject } from './is-same-subject.ts'

test('another search about the same customer is the same subject', () => {
  expect(isSameSubject({ customerId: 'a', search: 'ro' }, { customerId: 'a', search: 'rose' })).toBe(true)
  expect(isSameSubject({ search: 'ro' }, { search: 'rose' })).toBe(true)
})

test('another record is another subject', () => {
  expect(isSameSubject({ invoiceId: 'a' }, { invoiceId: 'b' })).toBe(false)
  expect(isSameSubject({ search: '' }, { search: '', customerId: 'b' })).toBe(false)
})

test('no record and an absent record are the same', () => {
  expect(isSameSubject({ customerId: null }, {})).toBe(true)
})
