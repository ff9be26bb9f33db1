import { expect, test } from 'vitest'
import { templateWords } from '../../../shared/domain/mail/template-words.ts'
import { emptyPlaceholders, typedTemplate } from './typed-template.ts'

const own = { subject: 'Flowers {number}', message: 'Thank you' }

test('a wording replaces the one of its kind and language only', () => {
  const first = typedTemplate([], 'invoice', 'en', own)
  expect(first).toEqual([{ kind: 'invoice', language: 'en', ...own }])
  const both = typedTemplate(first, 'invoice', 'es', own)
  expect(typedTemplate(both, 'invoice', 'en', { ...own, subject: 'Roses' })).toEqual([
    { kind: 'invoice', language: 'en', ...own, subject: 'Roses' },
    { kind: 'invoice', language: 'es', ...own },
  ])
})

test('Florin’s words are no template of the company’s, so they follow Florin', () => {
  const templates = typedTemplate([], 'receipt', 'es', own)
  expect(typedTemplate(templates, 'receipt', 'es', templateWords('receipt', 'es'))).toEqual([])
})

test('a date due is said to be missing where the mail has none', () => {
  expect(emptyPlaceholders('receipt', 'By {due}', '{Due} {number}')).toEqual(['{due}', '{Due}'])
  expect(emptyPlaceholders('refund', '{date}')).toEqual(['{date}'])
  expect(emptyPlaceholders('statement', 'Account on {due}')).toEqual([])
  expect(emptyPlaceholders('invoice', '{due}')).toEqual([])
})
