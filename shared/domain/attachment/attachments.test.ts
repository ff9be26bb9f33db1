import { beforeEach, expect, test } from 'vitest'
import { aCredit, aCustomer, approved, picturePayload } from '../../testing/builders.ts'
import { aDesk, type Desk } from '../../testing/desk.ts'
import type { CreditRow } from '../credit/credit-row.ts'
import { isPicture } from './picture-bytes.ts'

let desk: Desk
let credit: CreditRow

beforeEach(() => {
  desk = aDesk()
  credit = aCredit(desk, { customerId: aCustomer(desk).id })
})

const add = (fields: object = {}) =>
  desk.enter('attachment.add', { ...picturePayload(desk, credit.id), ...fields }).refusal

test('a picture is kept with its document, who added it, and how large it is', () => {
  const payload = picturePayload(desk, credit.id, 1000)
  desk.must('attachment.add', payload)
  expect(desk.ledger.row('attachments', payload.attachmentId)).toMatchObject({
    subject: `credits:${credit.id}`,
    customerId: credit.customerId,
    bytes: 1000,
    addedBy: desk.userId,
  })
})

test('what is no picture, too large, or of no document is refused', () => {
  expect(add({ subject: `orders:${credit.id}` })?.code).toBe('invalid')
  expect(add({ subject: `credits:${desk.newId()}` })?.code).toBe('unknown-credit')
  expect(add({ content: Buffer.from('<svg/>').toString('base64') })?.code).toBe('not-a-picture')
  expect(add({ content: '' })?.code).toBe('not-a-picture')
  expect(add({ mime: 'image/png' })?.code).toBe('not-a-picture')
  expect(add({ mime: 'image/svg+xml' })?.code).toBe('invalid')
  const atMost = 300 * 1024
  expect(add(picturePayload(desk, credit.id, atMost))).toBeNull()
  expect(add(picturePayload(desk, credit.id, atMost + 1))).toMatchObject({
    code: 'picture-too-large',
    params: { name: 'boxes.jpg', maxKb: 300 },
  })
})

test('a document has eight pictures at most', () => {
  for (let n = 0; n < 8; n++) expect(add()).toBeNull()
  expect(add()).toMatchObject({ code: 'too-many-pictures', params: { most: 8 } })
})

test('a picture is taken off while its credit is not approved, and stays with an approved one', () => {
  const payload = picturePayload(desk, credit.id)
  const { attachmentId } = payload
  desk.must('attachment.add', payload)
  expect(desk.enter('attachment.add', payload).refusal?.code).toBe('already-exists')
  approved(desk, credit)
  expect(desk.enter('attachment.remove', { attachmentId }).refusal?.code).toBe('credit-moved-on')
  desk.must('credit.reopen', { creditId: credit.id, reopenedOn: '2026-11-25', note: '' })
  desk.must('attachment.remove', { attachmentId })
  expect(desk.ledger.all('attachments')).toEqual([])
  expect(desk.enter('attachment.remove', { attachmentId }).refusal?.code).toBe('unknown-picture')
})

test.each([
  ['image/webp', Buffer.from('RIFF\u0010\u0000\u0000\u0000WEBPVP8 ', 'latin1')],
  ['image/webp', Buffer.from('RIFF\u00ff\u00ef\u00ab\u0000WEBPVP8 ', 'latin1')],
  ['image/png', Buffer.from('89504e470d0a1a0a0000', 'hex')],
  ['image/jpeg', Buffer.from('ffd8ffdb0043', 'hex')],
] as const)('%s is known by how it begins', (mime, bytes) => {
  expect(isPicture(mime, bytes.toString('base64'))).toBe(true)
  expect(isPicture(mime, Buffer.concat([Buffer.from('x'), bytes]).toString('base64'))).toBe(false)
})
