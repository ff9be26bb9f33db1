import { expect, test } from 'vitest'
import { attention } from '../../words/attention.ts'
import { fields } from '../../words/fields.ts'
import type { Words } from '../../words/use-words.ts'
import { repairPlace } from './repair-place.ts'
import { subjectPlace } from './subject-place.ts'
import { typedValues } from './typed-values.ts'

const words = { attention: attention.en, fields: fields.en } as Words
const id = '01930000-0000-7000-8000-000000000001'

test('edits show before and after, ids are left out', () => {
  const payload = {
    orderId: id,
    lineId: id,
    changes: { boxes: { from: 5, to: 8 }, carrier: { from: '', to: 'Armellini' } },
  }
  expect(typedValues(payload, words)).toEqual([
    ['Boxes', '5 → 8'],
    ['Carrier', 'nothing → Armellini'],
  ])
})

test('a line is named as it was seen', () => {
  const payload = {
    orderId: id,
    changes: { boxes: { from: 5, to: 8 } },
    seen: { description: 'Rose', boxes: 5 },
  }
  expect(typedValues(payload, words)).toEqual([
    ['Line', 'Rose'],
    ['Boxes', '5 → 8'],
  ])
})

test('amounts and prices are written as such, lists are summed or counted', () => {
  const payload = {
    paymentId: id,
    totalCents: 128_450,
    reference: '',
    applications: [{ invoiceId: id, amountCents: 5_000 }],
  }
  expect(typedValues(payload, words)).toEqual([
    ['Amount', '1,284.50'],
    ['Applied', '50.00'],
  ])
  expect(typedValues({ lines: [{}, {}] }, words)).toEqual([['Lines', '2 entries']])
  const line = { lineId: id, description: 'Rose', priceE4: 3_825 }
  expect(typedValues({ orderId: id, line }, words)).toEqual([
    ['Description', 'Rose'],
    ['Price', '0.3825'],
  ])
})

test('each request is repaired where it was typed', () => {
  const place = (name: string) => repairPlace({ id: 'i', name, payload: { orderId: 'o', paymentId: 'p' } })
  expect(place('order.create')).toBe('/orders/new?issue=i')
  expect(place('order.change-line')).toBe('/orders/o?issue=i')
  expect(place('payment.receive')).toBe('/receive-payment?issue=i')
  expect(place('payment.void')).toBe('/payments/p?issue=i')
  expect(place('task.close')).toBeNull()
})

test('a task leads to its subject, an undelivered mail to its customer', () => {
  expect(subjectPlace({ subject: 'payments:p', customerId: 'c' })?.path).toBe('/payments/p')
  expect(subjectPlace({ subject: 'payouts:p', customerId: null })?.path).toBe('/payouts/p')
  expect(subjectPlace({ subject: 'mails:m', customerId: 'c' })?.path).toBe('/customers/c')
  expect(subjectPlace({ subject: 'payouts:p', customerId: null })?.path).toBe('/payouts/p')
  expect(subjectPlace({ subject: 'mails:m', customerId: null })).toBeNull()
})
