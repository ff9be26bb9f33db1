import { expect, test } from 'vitest'
import { TEMPLATE_KINDS } from '../company/company-row.ts'
import { fillTemplate } from './fill-template.ts'
import { mailTemplateOf, templateWords } from './template-words.ts'

const values = {
  company: 'Aalsmeer',
  customer: 'Petal & Stem',
  number: '10418',
  amount: '$228.00',
  due: 'Dec 23',
}

test.each(TEMPLATE_KINDS)('all placeholders in the words of %s are known', kind => {
  for (const language of ['en', 'es'] as const) {
    const { subject, message } = templateWords(kind, language)
    expect(fillTemplate(`${subject} ${message}`, values)).not.toMatch(/[{}]/)
  }
})

test('a value is put in as it is, and braces that name nothing stay', () => {
  expect(fillTemplate('{number}: {foo} $& {customer}', { ...values, customer: '$1 {number}' })).toBe(
    '10418: {foo} $& $1 {number}',
  )
})

test('the company’s own words come before Florin’s, for their language only', () => {
  const own = { kind: 'invoice', language: 'en', subject: 'Flowers {number}', message: '' } as const
  const company = { mailTemplates: [own] }
  expect(mailTemplateOf(company, 'invoice', 'en').subject).toBe('Flowers {number}')
  expect(mailTemplateOf(company, 'invoice', 'es')).toEqual(templateWords('invoice', 'es'))
})
