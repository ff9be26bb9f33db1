import { expect, test } from 'vitest'
import { parts } from '../words/parts.ts'
import type { Words } from '../words/use-words.ts'
import { fieldErrors } from './field-errors.ts'

const words = { parts: parts.en } as Words
const filled = {
  relayUrl: 'https://relay.example',
  setupToken: 't',
  deviceName: 'Front desk',
  company: {
    name: 'Aalsmeer',
    timeZone: 'America/New_York',
    currency: 'USD',
    language: 'en',
    email: 'ar@aalsmeer.example',
  },
  admin: { name: 'Maria', login: 'maria@aalsmeer.example', password: 'correct horse' },
}

test('what fits has no sentences', () => {
  expect(fieldErrors('company.create', filled, words)).toEqual({})
})

test('every field that does not fit has its own sentence', () => {
  const input = {
    ...filled,
    relayUrl: 'relay',
    company: { ...filled.company, name: ' ', email: 'ar@' },
    admin: { ...filled.admin, login: '', password: 'short' },
  }
  expect(fieldErrors('company.create', input, words)).toEqual({
    relayUrl: parts.en.invalid.url,
    'company.name': parts.en.invalid.required,
    'company.email': parts.en.invalid.email,
    'admin.login': parts.en.invalid.required,
    'admin.password': parts.en.invalid.tooShort(10),
  })
})
