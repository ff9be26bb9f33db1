import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillTemplate, PLACEHOLDERS } from './fill-template.ts'

const values = {
  company: 'Aalsmeer Floral Co.',
  customer: 'Petal & Stem',
  number: '10418',
  amount: '$1,284.50',
  due: 'Dec 25, 2026',
}

test('each placeholder is filled in, wherever it stands and however it is typed', () => {
  expect(fillTemplate('{customer}: {number} ({amount}) by {Due}, {COMPANY}', values)).toBe(
    'Petal & Stem: 10418 ($1,284.50) by Dec 25, 2026, Aalsmeer Floral Co.',
  )
})

test('a date that is no due date has its own name, also while what differs stays a placeholder', () => {
  expect(fillTemplate('as of {date}', values)).toBe('as of Dec 25, 2026')
  expect(fillTemplate('as of {date}', { ...values, due: '{due}' })).toBe('as of {date}')
})

test('braces that name nothing stay, and so do names of what every object has', () => {
  const typed = '{} {{ {invoice} {toString} {constructor} { amount } {amount'
  expect(fillTemplate(typed, values)).toBe(typed)
})

test('what a name holds is never a placeholder, nor a pattern', () => {
  const tricky = { ...values, customer: '{amount} $& $1 $$ <b>', company: '{customer}' }
  expect(fillTemplate('{customer}|{company}', tricky)).toBe('{amount} $& $1 $$ <b>|{customer}')
})

test('text without placeholders comes back as it is', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      fc.pre(![...PLACEHOLDERS, 'date'].some(name => text.toLowerCase().includes(`{${name}}`)))
      expect(fillTemplate(text, values)).toBe(text)
    }),
  )
})
