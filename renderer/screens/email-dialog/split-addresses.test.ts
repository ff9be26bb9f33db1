import { expect, test } from 'vitest'
import { invalidAddresses, splitAddresses, withAddresses } from './split-addresses.ts'

test('a pasted list is split at semicolons, commas, spaces and lines', () => {
  expect(splitAddresses('a@x.co; b@x.co,c@x.co d@x.co\ne@x.co;')).toEqual([
    'a@x.co',
    'b@x.co',
    'c@x.co',
    'd@x.co',
    'e@x.co',
  ])
})

test('names around addresses are left out, also those with commas in them', () => {
  expect(splitAddresses('Inès Moreau <ines@petal.example>; "Pay, A/P" <ap@petal.example>')).toEqual([
    'ines@petal.example',
    'ap@petal.example',
  ])
})

test('what is no address is kept, to be corrected', () => {
  expect(splitAddresses('a@x')).toEqual(['a@x'])
  expect(invalidAddresses(['a@x.co', 'a@x', 'inès@x.co', 'a b@x.co'])).toEqual(['a@x', 'a b@x.co'])
})

test('an address is not added twice, whatever its capitals', () => {
  expect(withAddresses(['Pay@x.co'], ['pay@X.co', 'b@x.co', 'B@x.co'])).toEqual(['Pay@x.co', 'b@x.co'])
})
