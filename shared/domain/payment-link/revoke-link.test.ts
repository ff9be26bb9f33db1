import { expect, test } from 'vitest'
import { aLink, anInvoice, capturePayload } from '../../testing/builders.ts'
import { aDesk } from '../../testing/desk.ts'
import { linkStateAt } from './link-offer.ts'

test('a link taken back stays so, whatever is reported of it later', () => {
  const desk = aDesk()
  const { id: linkId } = aLink(desk, anInvoice(desk).id)
  desk.must('link.revoke', { linkId })
  const revoked = { state: 'revoked', revokedAt: desk.clock.now(), revokedBy: desk.userId }
  expect(desk.ledger.row('payment_links', linkId)).toMatchObject(revoked)
  const [mail] = desk.ledger.all('mails')
  const sent = { state: 'sent', attempts: 1, error: '', at: desk.clock.now(), tokenLast4: 'abcd' }
  desk.relay('mail.record', { mailId: mail!.id, ...sent })
  desk.relay('link.record-open', { linkId, openedAt: desk.clock.now() })
  const link = desk.ledger.row('payment_links', linkId)!
  expect(link.state).toBe('revoked')
  expect(linkStateAt(link, desk.clock.now() + 400 * 86_400_000)).toBe('revoked')
  desk.must('link.revoke', { linkId })
  expect(desk.ledger.row('payment_links', linkId)).toMatchObject(revoked)
})

test('money that was on its way comes in all the same', () => {
  const desk = aDesk()
  const invoice = anInvoice(desk, { totalCents: 40_00 })
  const { id: linkId } = aLink(desk, invoice.id)
  desk.must('link.revoke', { linkId })
  desk.relay('payment.capture', capturePayload(desk, linkId, 40_00))
  expect(desk.ledger.row('invoices', invoice.id)?.openCents).toBe(0)
})

test('a link that was paid is not taken back, and one nobody knows is refused', () => {
  const desk = aDesk()
  const { id: linkId } = aLink(desk, anInvoice(desk, { totalCents: 40_00 }).id)
  desk.relay('payment.capture', capturePayload(desk, linkId, 40_00))
  expect(desk.enter('link.revoke', { linkId }).refusal?.code).toBe('link-paid')
  expect(desk.enter('link.revoke', { linkId: desk.newId() }).refusal?.code).toBe('unknown-link')
})
