import { expect, test } from 'vitest'
import { shortName } from './short-name.ts'

test('the first name becomes its initial', () => {
  expect(shortName('Marisol Duarte')).toBe('M. Duarte')
  expect(shortName(' Élodie  de la Cruz ')).toBe('É. de la Cruz')
})

test('one word or none stays', () => {
  expect(shortName('Prince')).toBe('Prince')
  expect(shortName('')).toBe('')
})
