import { expect, test } from 'vitest'
import { templateFor, wordsFor } from './mail-template.ts'

const values = {
  company: 'Aalsmeer Floral Co.',
  customer: 'Petal & Stem',
  number: '10418',
  amount: '$1,284.50',
  due: 'Dec 25, 2026',
}

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
