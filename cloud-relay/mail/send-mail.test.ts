import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { PUBLIC_URL } from '../pages/testing/pages-under-test.ts'
import { fieldOf, Payer } from '../pages/testing/payer.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { MAIL_DOMAIN, MAIL_TAGS, type MailUnderTest, startMailUnderTest } from './testing/mail-under-test.ts'
import { pdfLinks } from './testing/pdf-links.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describeEachEngine('mail', database => {
  let under: MailUnderTest
  beforeAll(async () => {
    under = await startMailUnderTest(database.open())
  })
  afterAll(() => under.stop())
  beforeEach(() => {
    under.inbox.mood = 'accept'
    under.inbox.messages.length = 0
  })

  const mailRow = (mailId: string) => under.pages.get('mails', mailId)
  const linkRow = (linkId: string) => under.pages.get('payment_links', linkId)
  const queued = async (options: Parameters<typeof under.pages.email>[1] = {}, lines = 1) => {
    const customerId = await under.pages.customer()
    const invoiceId = await under.pages.invoice(customerId, lines)
    return { customerId, invoiceId, ...(await under.pages.email(invoiceId, options)) }
  }
  const linkIn = (text: string | undefined) => /http:\S+\/l\/\S+/.exec(text ?? '')?.[0] ?? ''

  test('an invoice goes out once, with its PDF, the amount, and one link in HTML, text and PDF', async () => {
    const { mailId, linkId, invoiceId } = await queued({ message: 'Dear Ines,\nhere is your invoice.' })
    await under.pages.pass(0)
    await under.pages.pass(HOUR)
    expect(under.inbox.messages).toHaveLength(1)
    const mail = await under.lastMail()
    const url = linkIn(mail.text)
    expect(url).toMatch(new RegExp(`^${PUBLIC_URL}/l/${under.pages.companyKey}/[A-Za-z0-9_-]{43}$`))
    expect(mail.html).toContain(`href="${url}"`)
    expect(mail.text).toContain('Dear Ines,\nhere is your invoice.')
    expect(mail.text).toContain('View and pay $228.00:')
    expect(mail.html).toContain('$228.00')
    const { number } = await under.pages.get('invoices', invoiceId)
    expect(mail.attachments).toHaveLength(1)
    expect(mail.attachments[0]).toMatchObject({
      contentType: 'application/pdf',
      filename: `Aalsmeer-Floral-Co-Invoice-${number}.pdf`,
    })
    expect(await pdfLinks(mail.attachments[0]!.content)).toEqual([url])
    expect(await mailRow(mailId)).toMatchObject({ state: 'sent', attempts: 1, lastError: '' })
    expect(await linkRow(linkId)).toMatchObject({ state: 'sent', tokenLast4: url.slice(-4) })
  })

  test('its headers let a customer answer and a bounce find its mail', async () => {
    const { mailId } = await queued()
    await under.pages.pass(0)
    const mail = await under.lastMail()
    const { from, to, reports } = under.inbox.messages[0]!
    expect(from).toMatch(/^bounce\+[a-z0-9.]{55}@mail\.florin\.example$/)
    expect(from.indexOf('@')).toBeLessThanOrEqual(64)
    for (const text of [from, mail.messageId!]) {
      expect(MAIL_TAGS.find(text.toUpperCase())).toEqual({ companyKey: under.pages.companyKey, mailId })
    }
    expect(to).toEqual(['ines@petalandstem.example'])
    expect(mail.from?.value).toEqual([{ name: 'Aalsmeer Floral Co.', address: `invoices@${MAIL_DOMAIN}` }])
    expect(mail.replyTo?.value[0]?.address).toBe('office@aalsmeer.example')
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.html).not.toMatch(/<img|<script|http:\/\/(?!127\.0\.0\.1:9999\/l\/)/)
    expect(reports).toEqual({
      returned: 'HDRS',
      envelopeId: mailId,
      notify: ['SUCCESS', 'FAILURE', 'DELAY'],
      originalRecipient: 'rfc822;ines@petalandstem.example',
    })
  })

  test('the link in the mail opens the page', async () => {
    await queued()
    await under.pages.pass(0)
    const path = new URL(linkIn((await under.lastMail()).text)).pathname
    expect((await new Payer(under.pages).open(path)).text).toContain('Pay $228.00')
  })

  test('the token stands in no table and no log', async () => {
    await queued()
    await under.pages.pass(0)
    const token = linkIn((await under.lastMail()).text)
      .split('/')
      .at(-1)!
    await new Payer(under.pages).open(`/l/${under.pages.companyKey}/${token}`)
    const dump = await under.pages.dump()
    expect(dump).toContain(token.slice(-4))
    expect(dump).not.toContain(token)
    expect(JSON.stringify(under.pages.test.logged)).not.toContain(token)
  })

  test('paid meanwhile: the mail goes without a link, and says so', async () => {
    const { customerId, invoiceId, mailId, linkId } = await queued()
    await under.pages.receiveCheck(customerId, invoiceId, 22_800)
    await under.pages.pass(0)
    const mail = await under.lastMail()
    expect(mail.text).toContain('This invoice is paid')
    expect(linkIn(mail.text) + linkIn(String(mail.html))).toBe('')
    expect(await pdfLinks(mail.attachments[0]!.content)).toEqual([])
    expect(await mailRow(mailId)).toMatchObject({ state: 'sent' })
    expect(await linkRow(linkId)).toMatchObject({ tokenLast4: '' })
  })

  test('withdrawn meanwhile: the mail goes without a link, and says so', async () => {
    const { invoiceId } = await queued()
    const { orderId } = await under.pages.get('invoices', invoiceId)
    await under.pages.voidOrder(orderId)
    await under.pages.pass(0)
    const mail = await under.lastMail()
    expect(mail.text).toContain('This invoice was withdrawn')
    expect(linkIn(mail.text)).toBe('')
  })

  test('the server says 4xx: it waits, tells why in one line, and tries again with another token', async () => {
    const { mailId } = await queued()
    under.inbox.mood = 'defer-recipient'
    await under.pages.pass(0)
    const waiting = await mailRow(mailId)
    expect(waiting).toMatchObject({ state: 'waiting', attempts: 1 })
    expect(waiting.lastError).toMatch(/^450 .*mailbox busy,/)
    under.inbox.mood = 'accept'
    await under.pages.pass(10_000)
    expect(under.inbox.messages).toHaveLength(0)
    await under.pages.pass(MINUTE)
    expect(await mailRow(mailId)).toMatchObject({ state: 'sent', attempts: 2, lastError: '' })
    expect(under.inbox.messages).toHaveLength(1)
  })

  test('the server is away: it waits; after 48 hours it is undelivered, with a task', async () => {
    const { mailId, linkId } = await queued()
    under.inbox.mood = 'vanish-early'
    for (let hour = 0; hour < 60; hour++) await under.pages.pass(HOUR)
    const mail = await mailRow(mailId)
    expect(mail.state).toBe('undelivered')
    expect(mail.attempts).toBeGreaterThan(20)
    expect((await linkRow(linkId)).state).toBe('undelivered')
    expect(await under.pages.openTasks('mail-undelivered', mailId)).toBe(1)
  })

  test.each([['reject-recipient'], ['reject-message']] as const)(
    '%s: undelivered at once, and not tried again',
    async mood => {
      const { mailId } = await queued()
      under.inbox.mood = mood
      await under.pages.pass(0)
      expect(await mailRow(mailId)).toMatchObject({ state: 'undelivered', attempts: 1 })
      under.inbox.mood = 'accept'
      await under.pages.pass(HOUR)
      expect(under.inbox.messages).toHaveLength(0)
    },
  )

  test('the line is cut after the message: probably sent, and never sent again', async () => {
    const { mailId, linkId } = await queued()
    under.inbox.mood = 'keep-and-vanish'
    await under.pages.pass(0)
    expect(await mailRow(mailId)).toMatchObject({ state: 'probably-sent', attempts: 1 })
    expect(await linkRow(linkId)).toMatchObject({ state: 'sent' })
    under.inbox.mood = 'accept'
    for (let hour = 0; hour < 3; hour++) await under.pages.pass(HOUR)
    expect(under.inbox.messages).toHaveLength(1)
  })

  test('a slow server is waited for', async () => {
    const { mailId } = await queued()
    under.inbox.mood = 'slow'
    await under.pages.pass(0)
    expect(await mailRow(mailId)).toMatchObject({ state: 'sent', attempts: 1 })
  })

  test('after a crash while the message was handed over, it is probably sent, not sent again', async () => {
    const { mailId } = await queued()
    await under.pages.test.store.write(sql =>
      sql.insert(
        'mail_attempt',
        ['company_id', 'mail_id', 'nth', 'state', 'token_last4', 'began_at', 'ended_at', 'answer'],
        [[under.pages.companyId, mailId, 1, 'handing-over', 'abcd', 1, null, '']],
      ),
    )
    await under.pages.pass(0)
    expect(await mailRow(mailId)).toMatchObject({ state: 'probably-sent', attempts: 1 })
    expect(under.inbox.messages).toHaveLength(0)
  })

  test('after a crash before that, it is sent', async () => {
    const { mailId } = await queued()
    await under.pages.test.store.write(sql =>
      sql.insert(
        'mail_attempt',
        ['company_id', 'mail_id', 'nth', 'state', 'token_last4', 'began_at', 'ended_at', 'answer'],
        [[under.pages.companyId, mailId, 1, 'sending', 'abcd', 1, null, '']],
      ),
    )
    await under.pages.pass(0)
    expect(await mailRow(mailId)).toMatchObject({ state: 'sent', attempts: 2 })
    expect(under.inbox.messages).toHaveLength(1)
  })

  test('a customer who reads Spanish gets Spanish', async () => {
    const customerId = await under.pages.customer({ language: 'es', name: 'Floristería Peña & Hijos' })
    await under.pages.email(await under.pages.invoice(customerId), { subject: 'Su factura – año nuevo' })
    await under.pages.pass(0)
    const mail = await under.lastMail()
    expect(mail.subject).toBe('Su factura – año nuevo')
    expect(mail.text).toContain('Ver y pagar $228.00:')
    expect(mail.attachments[0]!.filename).toMatch(/-Factura-/)
  })

  test('what people type is text, in every part', async () => {
    await queued({ subject: 'Hi <b>there</b>', message: '<script>alert(1)</script> & "quotes"' })
    await under.pages.pass(0)
    const mail = await under.lastMail()
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&quot;')
    expect(mail.subject).toBe('Hi <b>there</b>')
    expect(mail.text).toContain('<script>alert(1)</script> & "quotes"')
  })

  test('a payment’s receipt goes to the address the payer gave, as PDF', async () => {
    await queued()
    await under.pages.pass(0)
    const payer = new Payer(under.pages)
    const page = await payer.open(new URL(linkIn((await under.lastMail()).text)).pathname)
    await payer.pay(page, 'success', { receiptTo: 'accounting@petalandstem.example' })
    await under.pages.pass(0)
    expect(under.inbox.messages).toHaveLength(2)
    expect(under.inbox.messages[1]!.to).toEqual(['accounting@petalandstem.example'])
    const mail = await under.lastMail()
    expect(mail.subject).toMatch(/^Receipt \d+ from Aalsmeer Floral Co\.$/)
    expect(mail.text).toContain('we received your payment of $228.00')
    expect(mail.text).toContain('Paid with: Visa 4242')
    expect(mail.text).toContain('TEST')
    expect(mail.attachments[0]!.filename).toMatch(/^Aalsmeer-Floral-Co-Payment-receipt-\d+\.pdf$/)
  })

  test('an expired link’s owner gets a new one at the address on file, three times a day', async () => {
    await queued()
    await under.pages.pass(0)
    const path = new URL(linkIn((await under.lastMail()).text)).pathname
    const payer = new Payer(under.pages)
    await payer.open(path)
    under.pages.test.clock.pass(25 * HOUR)
    for (let nth = 1; nth <= 4; nth++) {
      const expired = await payer.get(payer.at)
      expect(expired.text).toContain('This link has expired')
      const form = { nonce: fieldOf(expired, 'nonce') }
      const answer = await payer.post(`${payer.at}/renew`, form)
      const tooOften = 'Three new links were sent today'
      expect(answer.text).toContain(nth <= 3 ? 'on its way to i•••@petalandstem.example' : tooOften)
      const again = await payer.post(`${payer.at}/renew`, form)
      expect(again.text).toContain(nth <= 3 ? 'a moment ago. It was not sent twice' : tooOften)
    }
    await under.pages.pass(0)
    expect(under.inbox.messages.map(each => each.to[0])).toEqual(Array(4).fill('ines@petalandstem.example'))
    const mail = await under.lastMail()
    expect(mail.text).toContain('Here is the new payment link')
    expect((await new Payer(under.pages).open(new URL(linkIn(mail.text)).pathname)).text).toContain(
      'Pay $228.00',
    )
  })

  test('a stranger’s wish for a new link is answered alike, and only a real link gets mail', async () => {
    await queued()
    await under.pages.pass(0)
    const path = new URL(linkIn((await under.lastMail()).text)).pathname
    under.pages.test.clock.pass(91 * 24 * HOUR)
    const unknown = `/l/${under.pages.companyKey}/${'A'.repeat(43)}`
    const answers = []
    for (const each of [path, unknown]) {
      const stranger = new Payer(under.pages)
      const gone = await stranger.get(each)
      answers.push(await stranger.post(`${each}/renew`, { nonce: fieldOf(gone, 'nonce') }))
    }
    expect(answers[0]!.status).toBe(200)
    expect(answers[0]!.text).toBe(answers[1]!.text)
    await under.pages.pass(0)
    expect(under.inbox.messages).toHaveLength(2)
  })
})
