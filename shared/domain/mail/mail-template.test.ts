import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fillTemplate, PLACEHOLDERS, templateFor, wordsFor } from './mail-template.ts'

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
      fc.pre(!PLACEHOLDERS.some(name => text.toLowerCase().includes(`{${name}}`)))
      expect(fillTemplate(text, values)).toBe(text)
    }),
  )
})

test('the company’s own words count for their kind and language alone', () => {
  const own = {
    kind: 'reminder' as const,
    language: 'es' as const,
    subject: 'Pague {amount}',
    message: 'Hola {customer}',
  }
  expect(templateFor([own], 'reminder', 'es')).toBe(own)
  expect(wordsFor([own], 'reminder', 'es', values)).toEqual({
    subject: 'Pague $1,284.50',
    message: 'Hola Petal & Stem',
  })
  expect(wordsFor([own], 'reminder', 'en', values).subject).toBe(
    'Reminder from Aalsmeer Floral Co.: $1,284.50 to pay',
  )
  expect(wordsFor([own], 'invoice', 'es', values).subject).toBe('Factura 10418 de Aalsmeer Floral Co.')
})

test('a subject is one line, whatever a name holds', () => {
  const { subject } = wordsFor([], 'invoice', 'en', { ...values, company: 'A\r\nBcc: thief@b.example' })
  expect(subject).toBe('Invoice 10418 from A Bcc: thief@b.example')
})
