import { expect, test } from 'vitest'
import { fillTemplate } from './fill-template.ts'

const values = {
  company: 'Aalsmeer',
  customer: '{number} & Söhne $&',
  number: '10418',
  amount: '$1.00',
  due: 'Dec 1',
}

test('placeholders are filled in once, as plain text; what is no placeholder stays', () => {
  expect(fillTemplate('{customer}: {number} of {company}, {amount} by {due} {total} {', values)).toBe(
    '{number} & Söhne $&: 10418 of Aalsmeer, $1.00 by Dec 1 {total} {',
  )
})
