import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CustomerRow } from '../../shared/domain/customer/customer-row.ts'
import { type MailUnderTest, startMailUnderTest } from '../mail/testing/mail-under-test.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { awayUntil, linkIn, runUntil, setUp, taken } from './testing/days.ts'

describeEachEngine('automatic invoices', database => {
  let under: MailUnderTest
  let day = 0
  beforeAll(async () => {
    under = await startMailUnderTest(database.open())
  })
  afterAll(() => under.stop())
  // Each test on a day of its own, from noon in New York.
  beforeEach(async () => {
    day++
    await runUntil(under, at(12))
    under.inbox.messages.length = 0
  })

  const at = (hour: number, days = 0) =>
    new Date(Date.UTC(2026, 10, 23 + 2 * day + days, hour + 5)).toISOString()
  const confirmed = async (
    automaticInvoices: CustomerRow['automaticInvoices'],
    fields: Partial<CustomerRow> = {},
  ) => {
    const customerId = await under.pages.customer({ automaticInvoices, ...fields })
    return { customerId, invoiceId: await under.pages.invoice(customerId) }
  }

  test('on confirmation it goes out at once, once, with PDF and link, also where people may send none', async () => {
    await setUp(under, { manualLinksEnabled: false })
    const { invoiceId } = await confirmed('on-confirm')
    await under.pages.pass(0)
    await runUntil(under, at(12, 1))
    const [only, ...others] = await taken(under)
    expect(others).toEqual([])
    const { number } = await under.pages.get('invoices', invoiceId)
    expect(only!.mail.subject).toBe(`Invoice ${number} from Aalsmeer Floral Co.`)
    expect(only!.mail.text).toContain(`Your invoice ${number} is attached.`)
    expect(only!.mail.text).toContain('View and pay $228.00:')
    expect(only!.mail.attachments).toHaveLength(1)
    expect(only!.mail.headers.has('list')).toBe(false)
    const { lastMailId, lastLinkId } = await under.pages.get('invoices', invoiceId)
    expect(await under.pages.get('mails', lastMailId!)).toMatchObject({
      state: 'sent',
      cause: `automatic:${invoiceId}`,
      queuedBy: 'relay',
    })
    expect(await under.pages.get('payment_links', lastLinkId!)).toMatchObject({ state: 'sent' })
  })

  test('daily: at the hour, not before, once', async () => {
    await confirmed('daily')
    await runUntil(under, at(17))
    expect(under.inbox.messages).toHaveLength(0)
    await runUntil(under, at(18))
    expect(under.inbox.messages).toHaveLength(1)
    await under.pages.pass(1)
    await confirmed('daily')
    await runUntil(under, at(17, 1))
    expect(under.inbox.messages).toHaveLength(1)
    await runUntil(under, at(18, 1))
    expect(under.inbox.messages).toHaveLength(2)
  })

  test('daily, with the relay away at the hour: when it is there again, once', async () => {
    await confirmed('daily')
    await awayUntil(under, at(9, 1))
    expect(under.inbox.messages).toHaveLength(1)
    await runUntil(under, at(20, 1))
    expect(under.inbox.messages).toHaveLength(1)
  })

  test('what a person mailed before the hour is not mailed again', async () => {
    const { invoiceId } = await confirmed('daily')
    await under.pages.email(invoiceId)
    await runUntil(under, at(20))
    expect((await taken(under)).map(({ mail }) => mail.subject)).toEqual(['Your invoice'])
  })

  test('an earlier hour counts from the day it is set', async () => {
    await confirmed('daily')
    await setUp(under, { automaticInvoiceHour: 14 })
    await runUntil(under, at(14))
    expect(under.inbox.messages).toHaveLength(1)
    await setUp(under, { automaticInvoiceHour: 18 })
  })

  test('confirmed in quiet hours, it waits for their end', async () => {
    await runUntil(under, at(21))
    const { invoiceId } = await confirmed('on-confirm')
    await runUntil(under, at(6, 1))
    expect(under.inbox.messages).toHaveLength(0)
    const { lastMailId } = await under.pages.get('invoices', invoiceId)
    expect(await under.pages.get('mails', lastMailId!)).toMatchObject({ state: 'queued', attempts: 0 })
    await runUntil(under, at(7, 1))
    expect(under.inbox.messages).toHaveLength(1)
  })

  test('withdrawn while it waited: it is not sent', async () => {
    await runUntil(under, at(21))
    const { invoiceId } = await confirmed('on-confirm')
    await under.pages.pass(0)
    await under.pages.voidOrder((await under.pages.get('invoices', invoiceId)).orderId)
    await runUntil(under, at(8, 1))
    expect(under.inbox.messages).toHaveLength(0)
    const { lastMailId } = await under.pages.get('invoices', invoiceId)
    expect(await under.pages.get('mails', lastMailId!)).toMatchObject({
      state: 'canceled',
      lastError: 'the invoice was withdrawn',
    })
  })

  test('paid while it waited: it goes without a link', async () => {
    await runUntil(under, at(21))
    const { customerId, invoiceId } = await confirmed('on-confirm')
    await under.pages.receiveCheck(customerId, invoiceId, 228_00)
    await runUntil(under, at(8, 1))
    const [only] = await taken(under)
    expect(only!.mail.text).toContain('This invoice is paid')
    expect(linkIn(only!.mail)).toBe('')
  })

  test('no address: a task, once', async () => {
    const { customerId } = await confirmed('on-confirm', { invoiceEmails: [] })
    await under.pages.invoice(customerId)
    await under.pages.pass(0)
    expect(await under.pages.openTasks('customer-without-address', customerId)).toBe(1)
    expect(under.inbox.messages).toHaveLength(0)
  })

  test('in the company’s own words, with nothing a name holds taken for more than text', async () => {
    const template = {
      kind: 'invoice' as const,
      language: 'en' as const,
      subject: 'For {customer}: {number}',
      message: 'Dear {customer},\n{amount} by {due}. <b>{company}</b> {unknown}',
    }
    await setUp(under, { mailTemplates: [template] })
    const name = 'Tom & <img src=x>{amount}'
    const { invoiceId } = await confirmed('on-confirm', { name })
    await under.pages.pass(0)
    const { number } = await under.pages.get('invoices', invoiceId)
    const [only] = await taken(under)
    expect(only!.mail.subject).toBe(`For ${name}: ${number}`)
    expect(only!.mail.text).toContain('$228.00 by Dec 23, 2026. <b>Aalsmeer Floral Co.</b> {unknown}')
    expect(only!.mail.html).toContain('Dear Tom &amp; &lt;img src=x&gt;')
    expect(only!.mail.html).not.toContain('<img')
    expect(only!.mail.html).toContain('&lt;b&gt;Aalsmeer')
  })
})
