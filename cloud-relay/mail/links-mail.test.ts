import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CustomerRow } from '../../shared/domain/customer/customer-row.ts'
import { Payer } from '../pages/testing/payer.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type MailUnderTest, startMailUnderTest } from './testing/mail-under-test.ts'
import { pdfLinks } from './testing/pdf-links.ts'

describeEachEngine('links mail', database => {
  let under: MailUnderTest
  beforeAll(async () => {
    under = await startMailUnderTest(database.open())
  })
  afterAll(() => under.stop())
  beforeEach(() => {
    under.inbox.messages.length = 0
  })

  /** A customer with two invoices of 228.00, and one mail with one link over both in the queue. */
  async function queued(fields: Partial<CustomerRow> = {}) {
    const customerId = await under.pages.customer(fields)
    const first = await under.pages.invoice(customerId)
    const second = await under.pages.invoice(customerId)
    const { device } = under.pages
    const [mailId, linkId] = [device.id(), device.id()]
    await under.pages.give('links.email', {
      customerId,
      invoiceIds: [first, second],
      recipients: [{ mailId, address: 'pay@petal.example' }],
      subject: 'Open invoices',
      message: 'These are open.',
      linkId,
    })
    return { customerId, first, second, mailId, linkId }
  }
  const linkIn = (text: string | undefined) => /http:\S+\/l\/\S+/.exec(text ?? '')?.[0] ?? ''

  test('one mail lists what is open, with one link for the sum and no PDF', async () => {
    const { first, linkId } = await queued()
    await under.pages.pass(0)
    const mail = await under.lastMail()
    const { number } = (await under.pages.get('invoices', first))!
    expect(mail.text).toMatch(new RegExp(`^${number} .* \\$228.00  \\$228.00$`, 'm'))
    expect(mail.text).toContain('To pay: $456.00')
    expect(mail.text).toContain('View and pay $456.00:')
    expect(mail.html).toContain(`href="${linkIn(mail.text)}"`)
    expect(mail.html).toContain('<th scope="col"')
    expect(mail.attachments).toEqual([])
    expect(await under.pages.get('payment_links', linkId)).toMatchObject({ state: 'sent', kind: 'links' })
  })

  test('a link over one invoice comes with its PDF, whose button leads where the mail’s does', async () => {
    const customerId = await under.pages.customer()
    const invoiceId = await under.pages.invoice(customerId)
    const { device } = under.pages
    await under.pages.give('links.email', {
      customerId,
      invoiceIds: [invoiceId],
      recipients: [{ mailId: device.id(), address: 'pay@petal.example' }],
      subject: 'Open invoices',
      message: 'This is open.',
      linkId: device.id(),
    })
    await under.pages.pass(0)
    const mail = await under.lastMail()
    const { number } = (await under.pages.get('invoices', invoiceId))!
    const [pdf, ...others] = mail.attachments
    expect(others).toEqual([])
    expect(pdf).toMatchObject({ contentType: 'application/pdf' })
    expect(pdf!.filename).toContain(number)
    expect(await pdfLinks(pdf!.content)).toEqual([linkIn(mail.text)])
  })

  test('what was paid before it went out is not listed; where all is, no mail goes', async () => {
    const { customerId, first, second } = await queued({ language: 'es' })
    await under.pages.receiveCheck(customerId, first, 228_00)
    await under.pages.pass(0)
    const mail = await under.lastMail()
    expect(mail.text).toContain('A pagar: $228.00')
    expect(mail.text).toContain('Ver y pagar $228.00:')
    const again = await queued()
    await under.pages.receiveCheck(again.customerId, again.first, 228_00)
    await under.pages.receiveCheck(again.customerId, again.second, 228_00)
    under.inbox.messages.length = 0
    await under.pages.pass(0)
    expect(under.inbox.messages).toEqual([])
    expect(await under.pages.get('mails', again.mailId)).toMatchObject({ state: 'canceled' })
    expect(second).not.toBe(again.second)
  })

  test('taken back before it went out: no mail goes; after: its address answers like one nobody knows', async () => {
    const before = await queued()
    await under.pages.give('link.revoke', { linkId: before.linkId })
    await under.pages.pass(0)
    expect(under.inbox.messages).toEqual([])
    const after = await queued()
    await under.pages.pass(0)
    const { pathname } = new URL(linkIn((await under.lastMail()).text))
    const open = new Payer(under.pages)
    await open.open(pathname)
    await under.pages.give('link.revoke', { linkId: after.linkId })
    const known = await new Payer(under.pages).get(pathname)
    const nobodys = pathname.replace(/[^/]{43}$/, 'A'.repeat(43))
    const unknown = await new Payer(under.pages).get(nobodys)
    expect(known.status).toBe(404)
    expect(known.html.length).toBe(unknown.html.length)
    expect(known.text).toBe(unknown.text)
    expect((await open.get(open.at)).status).toBe(404)
  })
})
