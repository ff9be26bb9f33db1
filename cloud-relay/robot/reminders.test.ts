import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CustomerRow } from '../../shared/domain/customer/customer-row.ts'
import { type MailUnderTest, startMailUnderTest } from '../mail/testing/mail-under-test.ts'
import { fieldOf, Payer } from '../pages/testing/payer.ts'
import type { Store } from '../ports.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { paymentPayload } from '../testing/payloads.ts'
import { awayUntil, linkIn, runUntil, setUp, taken } from './testing/days.ts'

/** Invoices are issued on November 23, Net 30: due on December 23, reminded on the 20th, 23rd, 30th and on January 6. */
const on = (day: number, hour: number) => new Date(Date.UTC(2026, 11, day, hour + 5)).toISOString()

describeEachEngine('reminders', database => {
  let store: Store
  let under: MailUnderTest
  beforeAll(() => {
    store = database.open()
  })
  beforeEach(async () => {
    under = await startMailUnderTest(store)
    // What the companies of the other tests have to send is not this one's.
    await store.write(sql => sql.run('DELETE FROM job WHERE company_id <> $1', [under.pages.companyId]))
    await setUp(under, { remindersEnabled: true })
    await under.pages.pass(0)
  })
  afterEach(() => under.stop())

  const owing = async (fields: Partial<CustomerRow> = {}, lines = 1) => {
    const customerId = await under.pages.customer({ invoiceEmails: ['ap@petal.example'], ...fields })
    return { customerId, invoiceId: await under.pages.invoice(customerId, lines) }
  }
  const paidAhead = (customerId: string, totalCents: number) =>
    under.pages.give(
      'payment.receive',
      paymentPayload(under.pages.device, customerId, under.pages.device.id().slice(-12), { totalCents }),
    )
  const sentOn = async () =>
    (await taken(under)).map(({ mail }) => `${mail.date!.toISOString().slice(5, 13)} ${mail.subject}`)

  test('before, on and after the due date, at the hour, once each, and no more after that', async () => {
    await owing()
    await awayUntil(under, on(1, 12))
    await runUntil(under, on(50, 12))
    const subject = 'Reminder from Aalsmeer Floral Co.: $228.00 to pay'
    expect(await sentOn()).toEqual([
      `12-20T14 ${subject}`,
      `12-23T14 ${subject}`,
      `12-30T14 ${subject}`,
      `01-06T14 ${subject}`,
    ])
    const states = (await taken(under)).map(
      ({ mail }) => /Due in \d days|Due today|\d+ days past due/.exec(mail.text!)?.[0],
    )
    expect(states).toEqual(['Due in 3 days', 'Due today', '7 days past due', '14 days past due'])
  })

  test('one mail and one link per customer, with a table, and open credits taken off', async () => {
    const { customerId, invoiceId } = await owing()
    const second = await under.pages.invoice(customerId, 2)
    await paidAhead(customerId, 100_00)
    await owing({ invoiceEmails: ['other@stem.example'] })
    await awayUntil(under, on(23, 10))
    const mails = await taken(under)
    expect(mails.map(({ to }) => to).toSorted()).toEqual(['ap@petal.example', 'other@stem.example'])
    const { mail } = mails.find(({ to }) => to === 'ap@petal.example')!
    const numberOf = async (id: string) => (await under.pages.get('invoices', id)).number
    expect(mail.text).toContain(`${await numberOf(invoiceId)}    Dec 23, 2026  Due today  $228.00`)
    expect(mail.text).toContain('Open: $684.00\nOpen credits: -$100.00\nTo pay: $584.00')
    expect(mail.text).toContain('Your open credits of $100.00 are taken off')
    expect(mail.text).toContain('View and pay $584.00:')
    expect(mail.attachments).toEqual([])
    const { lastLinkId } = await under.pages.get('invoices', second)
    expect((await under.pages.get('invoices', invoiceId)).lastLinkId).toBe(lastLinkId)
    expect(await under.pages.get('payment_links', lastLinkId!)).toMatchObject({
      kind: 'reminder',
      invoiceCount: 2,
      askedCents: 584_00,
      state: 'sent',
    })
    const page = await new Payer(under.pages).open(new URL(linkIn(mail)).pathname)
    expect(page.text).toContain('$584.00')
  })

  test('paid, or covered by credits: none', async () => {
    const { customerId, invoiceId } = await owing()
    await under.pages.receiveCheck(customerId, invoiceId, 228_00)
    await paidAhead((await owing()).customerId, 228_00)
    await awayUntil(under, on(31, 10))
    expect(under.inbox.messages).toHaveLength(0)
  })

  test('away over several reminder days: one mail, and nothing is repeated', async () => {
    await owing()
    await awayUntil(under, on(19, 12))
    await awayUntil(under, on(31, 11))
    expect(await sentOn()).toHaveLength(1)
    expect((await under.lastMail()).text).toContain('8 days past due')
    await runUntil(under, on(36, 12))
    expect(await sentOn()).toHaveLength(1)
    await runUntil(under, on(37, 12))
    expect(await sentOn()).toHaveLength(2)
  })

  test('there again in the night: nothing goes out before the next day’s hour', async () => {
    await owing()
    await awayUntil(under, on(23, 22))
    await runUntil(under, on(24, 8))
    expect(under.inbox.messages).toHaveLength(0)
    await runUntil(under, on(24, 9))
    expect(under.inbox.messages).toHaveLength(1)
  })

  test('the mail server away until the night: held, and not sent at all once it is paid', async () => {
    const { customerId, invoiceId } = await owing()
    await awayUntil(under, on(22, 10))
    under.inbox.messages.length = 0
    under.inbox.mood = 'vanish-early'
    await runUntil(under, on(23, 21))
    under.inbox.mood = 'accept'
    await runUntil(under, on(24, 6))
    expect(under.inbox.messages).toHaveLength(0)
    await under.pages.receiveCheck(customerId, invoiceId, 228_00)
    await runUntil(under, on(24, 12))
    expect(under.inbox.messages).toHaveLength(0)
    const { lastMailId } = await under.pages.get('invoices', invoiceId)
    expect(await under.pages.get('mails', lastMailId!)).toMatchObject({
      state: 'canceled',
      lastError: 'nothing is due any more',
    })
  })

  test('switched on later: what was past before is not caught up', async () => {
    await setUp(under, { remindersEnabled: false })
    await owing()
    await awayUntil(under, on(1, 12))
    await runUntil(under, on(24, 10))
    await setUp(under, { remindersEnabled: true })
    await runUntil(under, on(29, 12))
    expect(under.inbox.messages).toHaveLength(0)
    await runUntil(under, on(30, 12))
    expect(under.inbox.messages).toHaveLength(1)
  })

  test('another hour counts from the day it is set', async () => {
    await owing()
    await awayUntil(under, on(22, 10))
    under.inbox.messages.length = 0
    await setUp(under, { reminderHour: 15 })
    await runUntil(under, on(23, 14))
    expect(under.inbox.messages).toHaveLength(0)
    await runUntil(under, on(23, 15))
    expect(under.inbox.messages).toHaveLength(1)
    await setUp(under, { reminderHour: 8 })
    await runUntil(under, on(29, 12))
    expect(under.inbox.messages).toHaveLength(1)
  })

  test('in Spanish, and in the company’s own words', async () => {
    const message = 'Estimado {customer}: {number} vence el {due}.'
    await setUp(under, {
      mailTemplates: [{ kind: 'reminder', language: 'es', subject: '{amount} a {company}', message }],
    })
    const { invoiceId } = await owing({ language: 'es', name: 'Florería Ñandú' })
    await awayUntil(under, on(24, 10))
    const mail = await under.lastMail()
    const { number } = await under.pages.get('invoices', invoiceId)
    expect(mail.subject).toBe('$228.00 a Aalsmeer Floral Co.')
    expect(mail.text).toContain(`Estimado Florería Ñandú: ${number} vence el 23 dic 2026.`)
    expect(mail.text).toContain('Vencida hace 1 día')
    expect(mail.text).toContain('A pagar: $228.00')
    expect(mail.text).toContain('No enviar más recordatorios a esta dirección:')
  })

  test('one click takes an address off: from the mail program or the page, and looking at it changes nothing', async () => {
    const { customerId } = await owing({ invoiceEmails: ['ap@petal.example', 'Boss@petal.example'] })
    await awayUntil(under, on(20, 10))
    const mails = await taken(under)
    expect(mails.map(({ to }) => to).toSorted()).toEqual(['Boss@petal.example', 'ap@petal.example'])
    const raw = under.inbox.messages.find(({ to }) => to[0] === 'Boss@petal.example')!.raw
    const unfolded = raw.replace(/\r\n[ \t]+/g, ' ')
    expect(unfolded).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
    const [, url] = /^List-Unsubscribe: <(http\S+)>\r$/m.exec(unfolded) ?? []
    const path = new URL(url!).pathname
    const { mail } = mails.find(({ to }) => to === 'Boss@petal.example')!
    expect(mail.html).toContain(`href="${url}"`)
    expect(mail.text).toContain(`No more reminders to this address:\n${url}`)

    const scanner = new Payer(under.pages)
    const page = await scanner.get(path)
    expect(page.text).toContain('B•••@petal.example')
    expect(page.text).toContain('No more reminders')
    await scanner.get(path, {}, 'HEAD')
    expect(await suppressed()).toEqual([])
    const click = await under.pages.app.request(path, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(click.status).toBe(200)
    expect(await suppressed()).toMatchObject([
      { address: 'boss@petal.example', scope: 'reminders', reason: 'unsubscribed' },
    ])
    under.inbox.messages.length = 0
    await under.pages.invoice(customerId)
    await runUntil(under, on(23, 12))
    expect(under.inbox.messages.map(({ to }) => to)).toEqual([['ap@petal.example']])
  })

  test('the button of the page is a person’s: scanners that press it see the page again', async () => {
    await owing()
    await awayUntil(under, on(20, 10))
    const url = /No more reminders to this address:\s+(\S+)/.exec((await under.lastMail()).text!)![1]!
    const path = new URL(url).pathname
    const payer = new Payer(under.pages)
    const shown = await payer.get(path)
    const form = { nonce: fieldOf(shown, 'nonce'), gesture: '', website: '' }
    under.pages.test.clock.pass(3_000)
    for (const scanned of [
      await payer.post(path, {}),
      await payer.post(path, form),
      await payer.post(path, { ...form, gesture: 'pointer', website: 'x' }),
      await payer.post(path, { ...form, gesture: 'pointer', nonce: 'forged' }),
      await payer.post(path, { ...form, gesture: 'pointer' }, { 'sec-fetch-site': 'cross-site' }),
    ])
      expect(scanned.text).toContain('Do you want no more payment reminders')
    expect(await suppressed()).toEqual([])
    const pressed = await payer.post(`${path}?lang=es`, { ...form, gesture: 'pointer' })
    expect(pressed.text).toContain('ya no enviará recordatorios de pago a a•••@petal.example')
    expect(await suppressed()).toHaveLength(1)
    const again = await payer.post(path, { ...form, person: 'yes' })
    expect(again.text).toContain('sends no more payment reminders')
    expect(await suppressed()).toHaveLength(1)
  })

  test('unsubscribed while the next one waits: it is not sent', async () => {
    const { invoiceId } = await owing()
    await awayUntil(under, on(20, 10))
    const url = /No more reminders to this address:\s+(\S+)/.exec((await under.lastMail()).text!)![1]!
    under.inbox.messages.length = 0
    under.inbox.mood = 'vanish-early'
    await runUntil(under, on(23, 10))
    under.inbox.mood = 'accept'
    await new Payer(under.pages).post(new URL(url).pathname, { 'List-Unsubscribe': 'One-Click' })
    await runUntil(under, on(23, 14))
    expect(under.inbox.messages).toHaveLength(0)
    const { lastMailId } = await under.pages.get('invoices', invoiceId)
    expect(await under.pages.get('mails', lastMailId!)).toMatchObject({
      state: 'canceled',
      lastError: 'the recipient wants no more reminders',
    })
  })

  test.each(['x', `${'0'.repeat(32)}.${'A'.repeat(22)}`])(
    'the address /u/…/%s leads nowhere',
    async token => {
      const payer = new Payer(under.pages)
      for (const page of [
        await payer.get(`/u/${under.pages.companyKey}/${token}`),
        await payer.post(`/u/${under.pages.companyKey}/${token}`, {}),
      ]) {
        expect(page.status).toBe(404)
        expect(page.text).toContain('leads nowhere')
      }
    },
  )

  const suppressed = async () => {
    const { companyId, test: relay } = under.pages
    const rows = await relay.store.read(sql =>
      sql.all<{ doc: string }>(
        "SELECT doc FROM entity WHERE company_id = $1 AND tbl = 'suppressed_addresses'",
        [companyId],
      ),
    )
    return rows.map(each => JSON.parse(each.doc))
  }
})
