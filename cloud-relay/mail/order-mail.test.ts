import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readPdf } from '../../shared/documents/testing/read-pdf.ts'
import { emailOrder, pendingOrder } from '../pages/testing/linked-ahead.ts'
import { Payer } from '../pages/testing/payer.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type MailUnderTest, startMailUnderTest } from './testing/mail-under-test.ts'
import { pdfLinks } from './testing/pdf-links.ts'

describeEachEngine('the mail with a pending order', database => {
  let under: MailUnderTest
  beforeAll(async () => {
    under = await startMailUnderTest(database.open())
  })
  afterAll(() => under.stop())
  beforeEach(() => {
    under.inbox.messages.length = 0
  })

  const linkIn = (text: string | undefined) => /http:\S+\/l\/\S+/.exec(text ?? '')?.[0] ?? ''

  async function mailed() {
    const { pages } = under
    const orderId = await pendingOrder(pages, await pages.customer())
    const { linkId } = await emailOrder(pages, orderId)
    return { orderId, linkId, number: (await pages.get('orders', orderId)).number }
  }

  test('an order with its number and what is to be paid in advance, one link in mail and PDF, and no due date', async () => {
    const { number } = await mailed()
    await under.pages.pass(0)
    const mail = await under.lastMail()
    const url = linkIn(mail.text)
    expect(mail.text).toContain(`confirmation of your order ${number}`)
    expect(mail.text).toContain('To pay in advance: $228.00')
    expect(mail.text).toContain('View and pay $228.00:')
    expect(mail.text).not.toContain('Due:')
    const pdf = mail.attachments[0]!
    expect(pdf.filename).toBe(`Aalsmeer-Floral-Co-Order-${number}.pdf`)
    expect(await pdfLinks(pdf.content)).toEqual([url])
    const [page] = await readPdf(new Uint8Array(pdf.content))
    expect(page!.text).toContain('Pay this order online')
    expect(page!.text).not.toContain('Due date')
  })

  test('the receipt says what the money is held for', async () => {
    const { number } = await mailed()
    await under.pages.pass(0)
    const payer = new Payer(under.pages)
    const page = await payer.open(new URL(linkIn((await under.lastMail()).text)).pathname)
    await payer.pay(page)
    await under.pages.pass(0)
    expect((await under.lastMail()).text).toContain(`Held for order ${number}: $228.00`)
  })

  test('confirmed before it went out: it carries the invoice', async () => {
    const { orderId, number } = await mailed()
    await under.pages.give('order.confirm', { orderId, issuedOn: '2026-11-23', expectedTotalCents: 228_00 })
    await under.pages.pass(0)
    const mail = await under.lastMail()
    expect(mail.attachments[0]!.filename).toBe(`Aalsmeer-Floral-Co-Invoice-${number}.pdf`)
    expect(mail.text).toContain('View and pay $228.00:')
  })

  test('withdrawn before it went out: it is not sent', async () => {
    const { orderId } = await mailed()
    await under.pages.give('order.void', { orderId, voidedOn: '2026-11-23', releasePayments: false })
    await under.pages.pass(0)
    expect(under.inbox.messages).toHaveLength(0)
  })
})
