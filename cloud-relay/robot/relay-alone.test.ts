import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PaymentRow } from '../../shared/domain/payment/payment-row.ts'
import { type MailUnderTest, startMailUnderTest } from '../mail/testing/mail-under-test.ts'
import { fieldOf, Payer } from '../pages/testing/payer.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { awayUntil, linkIn, runUntil, setUp, taken } from './testing/days.ts'

/** An hour of a day of December in New York. The invoices of the tests are due on the 23rd. */
const on = (day: number, hour: number) => new Date(Date.UTC(2026, 11, day, hour + 5)).toISOString()

describeEachEngine('the relay alone for a week', database => {
  let under: MailUnderTest
  beforeAll(async () => {
    under = await startMailUnderTest(database.open())
  })
  afterAll(() => under.stop())

  /** What the desktops know once they are there again: every row of a table that a pull brings, however often. */
  async function pulled(table: string): Promise<{ id: string }[]> {
    const { device } = under.pages
    await device.renew()
    const rows: { id: string }[] = []
    for (;;) {
      const page = await device.pulled()
      for (const { table: of, doc } of page.rows) if (of === table && doc) rows.push(doc as { id: string })
      if (page.complete) return rows
    }
  }
  const mailTo = async (address: string) =>
    (await taken(under)).filter(({ to }) => to === address).map(({ mail }) => mail)
  const owing = async (
    address: string,
    automaticInvoices: 'off' | 'on-confirm' | 'daily' = 'off',
    lines = 1,
  ) => {
    const customerId = await under.pages.customer({ invoiceEmails: [address], automaticInvoices })
    return { customerId, invoiceId: await under.pages.invoice(customerId, lines) }
  }
  const openCents = async (invoiceId: string) => (await under.pages.get('invoices', invoiceId)).openCents

  test('it sends what is due, asks for what is open, collects, renews; each payment is posted once', async () => {
    const { pages } = under
    await setUp(under, { remindersEnabled: true })
    await pages.pass(0)
    await awayUntil(under, on(19, 12))

    // Saturday: links of the staff's, one opened.
    const both = await owing('both@stem.example')
    const second = await pages.invoice(both.customerId, 2)
    const single = await pages.email(both.invoiceId, { to: 'both@stem.example' })
    const slow = await owing('slow@stem.example')
    const slowLink = await pages.email(slow.invoiceId, { to: 'slow@stem.example' })
    await pages.pass(0)
    const slowPayer = new Payer(pages, '203.0.113.9')
    const slowPath = await pages.linkPath(slowLink.linkId)
    await slowPayer.open(slowPath)
    // Sunday night: the last orders, and the desktops are switched off.
    await runUntil(under, on(20, 21))
    await owing('night@stem.example', 'on-confirm')
    await owing('daily@stem.example', 'daily')
    const reminded = await owing('late@stem.example')
    await pulled('payments')
    under.inbox.messages.length = 0

    // Monday: nothing in the night, what waited at seven, the day's invoices at six.
    await runUntil(under, on(21, 6))
    expect(under.inbox.messages).toHaveLength(0)
    await runUntil(under, on(21, 7))
    expect(await mailTo('night@stem.example')).toHaveLength(1)
    expect(await mailTo('daily@stem.example')).toHaveLength(0)
    await runUntil(under, on(21, 18))
    expect(await mailTo('daily@stem.example')).toHaveLength(1)

    // Tuesday: a single invoice is paid by link; a link that ran out is renewed.
    await runUntil(under, on(22, 11))
    const payer = new Payer(pages)
    await payer.pay(await payer.open(await pages.linkPath(single.linkId)))
    await pages.deliverWebhooks()
    expect(await openCents(both.invoiceId)).toBe(0)
    const expired = await slowPayer.get(slowPath)
    expect(expired.text).toContain('Email me a new link')
    await slowPayer.post(`${slowPath}/renew`, { nonce: fieldOf(expired, 'nonce') })
    await pages.pass(0)
    const [renewal, ...more] = await mailTo('slow@stem.example')
    expect(more).toEqual([])
    expect(renewal!.subject).toBe('Your new payment link from Aalsmeer Floral Co.')
    const renewed = new Payer(pages, '203.0.113.9')
    await renewed.pay(await renewed.open(new URL(linkIn(renewal!)).pathname))
    expect(await openCents(slow.invoiceId)).toBe(0)

    // Wednesday: who still owes is reminded, of what is open now.
    await runUntil(under, on(23, 12))
    const [reminder] = await mailTo('both@stem.example')
    expect(reminder!.text).toContain('To pay: $456.00')
    expect(await mailTo('slow@stem.example')).toHaveLength(1)
    expect((await mailTo('late@stem.example'))[0]!.text).toContain('Due today')
    const bulk = new Payer(pages, '203.0.113.10')
    const page = await bulk.open(new URL(linkIn(reminder!)).pathname)
    expect(page.text).toContain('Pay $456.00')
    await pages.setFaults({ webhooks: { duplicateNext: 2 } })
    await bulk.pay(page)
    await pages.deliverWebhooks()
    expect(await openCents(second)).toBe(0)
    // The relay itself is away for two days; on Friday the last one pays.
    await awayUntil(under, on(25, 12))
    const late = new Payer(pages, '203.0.113.11')
    const lateMail = (await mailTo('late@stem.example'))[0]!
    await late.pay(await late.open(new URL(linkIn(lateMail)).pathname))
    await pages.deliverWebhooks()
    await runUntil(under, on(28, 9))
    await pages.deliverWebhooks()

    // Monday: the desktops are there again. Four payments, each once, in the order in which they came, all applied.
    const payments = (await pulled('payments')) as PaymentRow[]
    const byId = new Map(payments.map(payment => [payment.id, payment]))
    expect([...byId.values()].map(({ totalCents, unappliedCents }) => [totalCents, unappliedCents])).toEqual([
      [228_00, 0],
      [228_00, 0],
      [456_00, 0],
      [228_00, 0],
    ])
    expect(await openCents(reminded.invoiceId)).toBe(0)
    expect(await pulled('payments')).toEqual([])
    // Everybody got what was theirs, once: and nobody who had paid was reminded on the 30th.
    await runUntil(under, on(30, 12))
    const got = under.inbox.messages.map(({ to }) => to.join()).toSorted()
    const reminders = ['daily@stem.example', 'night@stem.example']
    expect(got).toEqual(
      [
        ...[
          'both@stem.example',
          'daily@stem.example',
          'late@stem.example',
          'night@stem.example',
          'slow@stem.example',
        ],
        ...reminders,
        ...reminders,
        ...(await receipts()),
      ].toSorted(),
    )
  })

  /** Who was sent a receipt: those who asked for one when they paid. */
  async function receipts(): Promise<string[]> {
    const sent = await taken(under)
    return sent.filter(({ mail }) => mail.subject?.startsWith('Receipt')).map(({ to }) => to)
  }
})
