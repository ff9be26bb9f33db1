import { expect, test } from 'vitest'
import {
  type BulkRow,
  bulkDraftOf,
  bulkFormOf,
  enteredAddresses,
  languagesOf,
  readyMails,
  rowProblem,
} from './bulk-form.ts'
import { unknownNames } from './unknown-names.ts'

const TEXTS = {
  en: { subject: 'Open invoices', message: 'Hello' },
  es: { subject: 'Facturas', message: 'Buenos días' },
}
const row = (id: string, fields: Partial<BulkRow> = {}): BulkRow => ({
  id,
  name: id,
  about: '1 invoice',
  amount: '10.00',
  customerId: id,
  language: 'en',
  recipients: [`${id}@x.co`],
  barred: null,
  left: [],
  hints: [],
  ...fields,
})
const form = bulkFormOf(TEXTS, true)

test('each goes to the addresses on file in its language, those that can’t stay behind', () => {
  const rows = [row('petal'), row('nandu', { language: 'es' }), row('paid', { barred: 'already paid' })]
  expect(readyMails(rows, form, 'me@x.co')).toMatchObject([
    { recipients: ['petal@x.co'], subject: 'Open invoices', remember: null },
    { recipients: ['nandu@x.co'], subject: 'Facturas', message: 'Buenos días' },
  ])
  expect(rowProblem(rows[2]!, form)).toEqual({ problem: 'barred', why: 'already paid' })
  expect(languagesOf(rows)).toEqual(['en', 'es'])
})

test('one without an address goes once one is typed, and remembers it if asked to', () => {
  const silent = row('silent', { recipients: [] })
  expect(rowProblem(silent, form)).toEqual({ problem: 'no-address' })
  const typed = { ...form, typed: { silent: 'pay@silent.co' }, remember: { silent: true } }
  expect(rowProblem(silent, typed)).toBeNull()
  expect(readyMails([silent], { ...typed, ccMe: true }, 'me@x.co')).toMatchObject([
    { recipients: ['pay@silent.co', 'me@x.co'], remember: ['pay@silent.co'] },
  ])
})

test('addresses to start with, or as edited, stand in the place of those on file; what is typed is not entered yet', () => {
  const started = bulkFormOf(TEXTS, true, { petal: ['new@x.co'] })
  const typing = { ...started, typed: { petal: 'next@x.co' } }
  expect(enteredAddresses(row('petal'), typing)).toEqual(['new@x.co'])
  expect(enteredAddresses(row('lily'), typing)).toEqual(['lily@x.co'])
  expect(readyMails([row('petal')], typing, 'me@x.co')).toMatchObject([
    { recipients: ['new@x.co', 'next@x.co'] },
  ])
})

test('what is no address and too many addresses are said', () => {
  const one = row('petal')
  expect(rowProblem(one, { ...form, typed: { petal: 'ines@' } })).toEqual({
    problem: 'bad-address',
    addresses: ['ines@'],
  })
  const many = Array.from({ length: 20 }, (_, at) => `a${at}@x.co`)
  const full = { ...form, addresses: { petal: many } }
  expect(rowProblem(one, full)).toBeNull()
  expect(rowProblem(one, { ...full, ccMe: true })).toEqual({ problem: 'too-many' })
})

test('a draft holds the addresses, and words and box only where they were changed: the company’s stay the company’s', () => {
  const addressed = { ...form, addresses: { petal: ['new@x.co'] }, typed: { lily: 'li' } }
  const changed = { ...TEXTS, en: { subject: 'Overdue', message: 'Hello' } }
  const reopened = { ...bulkFormOf(changed, false), ...bulkDraftOf(addressed, form) }
  expect(reopened).toEqual({ ...addressed, texts: changed, link: false })
  const typed = { ...addressed, texts: { ...TEXTS, es: { subject: 'Hola', message: '' } } }
  expect({ ...bulkFormOf(TEXTS, true), ...bulkDraftOf(typed, form) }).toEqual(typed)
  const unlinked = { ...form, link: false }
  expect({ ...bulkFormOf(TEXTS, true), ...bulkDraftOf(unlinked, form) }).toEqual(unlinked)
})

test('names that stand for nothing are found in the languages that go out', () => {
  const texts = {
    en: { subject: 'To {custmer}', message: 'Pay {amount} by {due}' },
    es: { subject: 'Para {customer}', message: '{fecha}, {fecha}' },
  }
  expect(unknownNames(texts, ['en'])).toEqual([{ language: 'en', name: '{custmer}' }])
  expect(unknownNames(texts, ['en', 'es']).map(each => each.name)).toEqual(['{custmer}', '{fecha}'])
})
