import { expect, test } from 'vitest'
import { namesInBraces, unknownPlaceholders } from './unknown-placeholders.ts'

test('braces that name no placeholder are found once', () => {
  const texts = ['{customers} {number}', '{Number} {customers} {due} {date}']
  expect(unknownPlaceholders(...texts)).toEqual(['{customers}'])
})

test('where nothing is filled in, every name in braces is found', () => {
  expect(namesInBraces('Hello {customer},', 'by {due date} { 1 + {amount}')).toEqual([
    '{customer}',
    '{due date}',
    '{amount}',
  ])
})
