import { expect, test } from 'vitest'
import { readAhead, withoutEnters } from './typed-ahead.ts'

test.each([
  ['', { quantity: '', price: '', product: '', at: 'quantity' }],
  ['2', { quantity: '2', price: '', product: '', at: 'quantity' }],
  ['2\n', { quantity: '2', price: '', product: '', at: 'price' }],
  ['\n.45', { quantity: '', price: '.45', product: '', at: 'price' }],
  ['2\n\n', { quantity: '2', price: '', product: '', at: 'product' }],
  ['2\n.45\ncarn\n3', { quantity: '2', price: '.45', product: 'carn\n3', at: 'product' }],
])('keys typed ahead go where they would have gone: %j', (keys, read) => {
  expect(readAhead(keys)).toEqual(read)
})

test('a field that takes all keys takes no Enter', () => {
  expect(withoutEnters('ros\n2')).toBe('ros2')
})
