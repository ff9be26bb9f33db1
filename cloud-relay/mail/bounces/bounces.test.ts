import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signWebhook } from '../../gateways/webhook-signature.ts'
import { createCompanyKeys } from '../../links/company-keys.ts'
import { realTimers } from '../../real-timers.ts'
import { describeEachEngine } from '../../testing/each-engine.ts'
import { bounceAddress } from '../mail-tag.ts'
import { MAIL_DOMAIN, MAIL_TAGS, type MailUnderTest, startMailUnderTest } from '../testing/mail-under-test.ts'
import { createMailHook } from './mail-hook.ts'
import { type BounceReader, createBounceReader } from './read-maildir.ts'
import { createMailReporter } from './report-mails.ts'
import { complaint, deliveryReport, plainMessage } from './testing/delivery-reports.ts'

const DAY = 24 * 3_600_000
const SECRET = 'whsec_0123456789abcdef'

describeEachEngine('bounces', database => {
  let under: MailUnderTest
  let reader: BounceReader
  let hook: ReturnType<typeof createMailHook>
  let folder: string
  let nth = 0
  beforeAll(async () => {
    under = await startMailUnderTest(database.open())
    const { relay } = under.pages.test
    folder = mkdtempSync(join(tmpdir(), 'florin-bounces-'))
    const report = createMailReporter(relay, createCompanyKeys(relay))
    const timers = realTimers
    reader = createBounceReader({ timers, log: relay.log }, { folder, tags: MAIL_TAGS, report })
    hook = createMailHook(relay, { secrets: [SECRET], tags: MAIL_TAGS, report })
  })
  afterAll(async () => {
    await reader.stop()
    await under.stop()
    rmSync(folder, { recursive: true })
  })
  beforeEach(async () => {
    await under.pages.pass(120_000)
    for (const each of ['new', 'cur']) {
      rmSync(join(folder, each), { recursive: true, force: true })
      mkdirSync(join(folder, each), { recursive: true })
    }
  })

  /** Two mails with one link, both sent; where their bounces go. */
  async function sent() {
    const invoiceId = await under.pages.invoice(await under.pages.customer())
    const { device, companyKey } = under.pages
    const linkId = device.id()
    const recipients = ['ines', 'tom'].map(name => ({
      mailId: device.id(),
      address: `${name}${nth++}@petal.example`,
    }))
    await under.pages.give('document.email', {
      invoiceId,
      recipients,
      subject: 'Invoice',
      message: '',
      linkId,
    })
    await under.pages.pass(0)
    const [first, second] = recipients.map(({ mailId, address }) => {
      const tag = MAIL_TAGS.tagOf({ companyKey, mailId })
      return { mailId, address, to: bounceAddress(tag, MAIL_DOMAIN), messageId: `<${tag}@${MAIL_DOMAIN}>` }
    })
    return { linkId, first: first!, second: second! }
  }
  const put = (text: string) => writeFileSync(join(folder, 'new', `${1_000_000 + nth++}.M1.host`), text)
  const row = (mailId: string) => under.pages.get('mails', mailId)
  const suppressed = async (address: string) =>
    (await under.pages.all('suppressed_addresses')).filter(each => each.address === address)
  const flags = () => readdirSync(join(folder, 'cur')).map(name => name.split(':2,')[1])

  test('a hard bounce takes exactly its own mail, and the message is put away as seen', async () => {
    const { first, second, linkId } = await sent()
    put(deliveryReport(first.to, { action: 'failed', status: '5.1.1', recipient: first.address }))
    expect(await reader.readNew()).toBe(1)
    expect(await row(first.mailId)).toMatchObject({
      state: 'undelivered',
      lastError: '550 5.1.1 no such user',
      bouncedAt: under.pages.test.clock.now(),
    })
    expect(await row(second.mailId)).toMatchObject({ state: 'sent', bouncedAt: null })
    expect(await under.pages.openTasks('mail-undelivered', first.mailId)).toBe(1)
    expect(await suppressed(first.address)).toMatchObject([{ reason: 'bounced', mailId: first.mailId }])
    expect((await under.pages.get('payment_links', linkId)).state).toBe('sent')
    expect(flags()).toEqual(['S'])
    expect(await reader.readNew()).toBe(0)
    put(deliveryReport(second.to, { action: 'failed', status: '5.2.2', recipient: second.address }))
    await reader.readNew()
    expect((await under.pages.get('payment_links', linkId)).state).toBe('undelivered')
    expect(await suppressed(second.address)).toEqual([])
  })

  test('the same report read twice changes nothing the second time', async () => {
    const { first } = await sent()
    const report = deliveryReport(first.to, { action: 'failed', status: '5.1.1', recipient: first.address })
    put(report)
    put(report)
    expect(await reader.readNew()).toBe(2)
    expect(await under.pages.openTasks('mail-undelivered', first.mailId)).toBe(1)
    expect(await suppressed(first.address)).toHaveLength(1)
  })

  test('a delay stays on its way; a delivery is noted on mail and link', async () => {
    const { first, linkId } = await sent()
    const fields = { status: '4.4.1', recipient: first.address, diagnostic: 'X-Postfix; timed out' }
    put(deliveryReport(first.to, { ...fields, action: 'delayed' }))
    await reader.readNew()
    expect(await row(first.mailId)).toMatchObject({ state: 'sent', lastError: 'timed out' })
    put(deliveryReport(first.to, { ...fields, action: 'delivered', status: '2.0.0' }))
    await reader.readNew()
    const at = under.pages.test.clock.now()
    expect(await row(first.mailId)).toMatchObject({ state: 'sent', lastError: '', deliveredAt: at })
    expect((await under.pages.get('payment_links', linkId)).deliveredAt).toBe(at)
  })

  test('handed on to another server is not delivered, and given up after days is not a dead address', async () => {
    const { first } = await sent()
    put(deliveryReport(first.to, { action: 'relayed', status: '2.0.0', recipient: first.address }))
    await reader.readNew()
    expect(await row(first.mailId)).toMatchObject({ state: 'sent', deliveredAt: null })
    put(deliveryReport(first.to, { action: 'failed', status: '4.4.7', recipient: first.address }))
    await reader.readNew()
    expect(await row(first.mailId)).toMatchObject({ state: 'undelivered' })
    expect(await suppressed(first.address)).toEqual([])
  })

  test('forwarded to a dead address: undelivered, and ours is not given up', async () => {
    const { first } = await sent()
    const fields = { action: 'failed', status: '5.1.1', recipient: 'old@elsewhere.example' }
    put(deliveryReport(first.to, { ...fields, original: first.address }))
    await reader.readNew()
    expect(await row(first.mailId)).toMatchObject({ state: 'undelivered' })
    expect(await suppressed(first.address)).toEqual([])
  })

  test('nobody can bounce a mail whose tag they don’t have, whatever else they know', async () => {
    const { first } = await sent()
    const [, domain] = first.to.split('@')
    const forged = `${first.to.split('@')[0]!.slice(0, -1)}${first.to.split('@')[0]!.endsWith('a') ? 'b' : 'a'}@${domain}`
    for (const to of [forged, `bounce@${domain}`, `bounce+${first.mailId}@${domain}`]) {
      put(deliveryReport(to, { action: 'failed', status: '5.1.1', recipient: first.address }))
    }
    await reader.readNew()
    expect(await row(first.mailId)).toMatchObject({ state: 'sent' })
    expect(await suppressed(first.address)).toEqual([])
    expect(flags()).toEqual(['FS', 'FS', 'FS'])
  })

  test('a report that comes a month later changes nothing', async () => {
    const { first } = await sent()
    under.pages.test.clock.pass(31 * DAY)
    put(deliveryReport(first.to, { action: 'failed', status: '5.1.1', recipient: first.address }))
    await reader.readNew()
    expect(await row(first.mailId)).toMatchObject({ state: 'sent' })
  })

  test('answers of absent people are passed over; an old server’s words are read; nonsense is left for a person', async () => {
    const { first, second } = await sent()
    put(plainMessage(first.to, ['From: ines@petal.example', 'Auto-Submitted: auto-replied'], 'I am away'))
    put(plainMessage(first.to, ['From: ines@petal.example'], 'error 5.1.1? What is this mail about?'))
    const words = 'This is the mail system.\r\n<tom@petal.example>: 550 5.1.1 no such user\r\n'
    put(plainMessage(second.to, ['From: MAILER-DAEMON@old.example'], words))
    put('\u0000\u0001 no mail at all')
    await reader.readNew()
    expect(flags().toSorted()).toEqual(['FS', 'FS', 'S', 'S'])
    expect(await row(first.mailId)).toMatchObject({ state: 'sent' })
    expect(await row(second.mailId)).toMatchObject({
      state: 'undelivered',
      lastError: '<tom@petal.example>: 550 5.1.1 no such user',
    })
  })

  test('a complaint ends mails to its sender and leaves the mail as it is', async () => {
    const { first, second } = await sent()
    put(complaint(`abuse@${MAIL_DOMAIN}`, first.to))
    put(complaint(`abuse@${MAIL_DOMAIN}`, second.to, 'not-spam'))
    await reader.readNew()
    expect(await row(first.mailId)).toMatchObject({ state: 'sent', bouncedAt: null })
    expect(await suppressed(first.address)).toMatchObject([{ reason: 'complained' }])
    expect(await suppressed(second.address)).toEqual([])
  })

  test('when the ledger can’t take a report, its message stays to be read again', async () => {
    const { first } = await sent()
    put(deliveryReport(first.to, { action: 'failed', status: '5.1.1', recipient: first.address }))
    const broken = createBounceReader(
      { timers: realTimers, log: under.pages.test.relay.log },
      { folder, tags: MAIL_TAGS, report: () => Promise.reject(new Error('the database is away')) },
    )
    await expect(broken.readNew()).rejects.toThrow('away')
    expect(flags()).toEqual([])
    await reader.readNew()
    expect(await row(first.mailId)).toMatchObject({ state: 'undelivered' })
  })

  const post = (body: unknown, secret = SECRET, at = under.pages.test.clock.now()) => {
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    return hook.request('/hooks/mail/events', {
      method: 'POST',
      body: bytes,
      headers: { 'florin-signature': signWebhook(bytes, secret, at) },
    })
  }

  test('a provider posts what became of mails, by envelope sender or Message-ID, as often as it likes', async () => {
    const { first, second } = await sent()
    const events = [
      {
        event: 'bounced',
        envelopeFrom: first.to,
        recipient: first.address,
        status: '5.1.1',
        reason: '550 gone',
      },
      { event: 'delivered', messageId: second.messageId, extra: { of: 'theirs' } },
      { event: 'opened', messageId: second.messageId },
      { event: 'bounced', messageId: '<nobody@knows.example>' },
    ]
    for (let at = 0; at < 2; at++) expect((await post({ events })).status).toBe(200)
    expect(await row(first.mailId)).toMatchObject({ state: 'undelivered', lastError: '550 gone' })
    expect((await row(second.mailId)).deliveredAt).not.toBeNull()
    expect(await suppressed(first.address)).toHaveLength(1)
    expect(await under.pages.openTasks('mail-undelivered', first.mailId)).toBe(1)
  })

  test('a provider’s soft bounce stays, its hard one without a status and its complaint end the address', async () => {
    const { first, second } = await sent()
    const soft = { event: 'bounced', permanent: false, messageId: first.messageId, reason: '452 full' }
    await post({ events: [soft] })
    expect(await row(first.mailId)).toMatchObject({ state: 'sent', lastError: '452 full' })
    expect(await suppressed(first.address)).toEqual([])
    await post({ events: [{ event: 'bounced', messageId: first.messageId }] })
    expect(await row(first.mailId)).toMatchObject({ state: 'undelivered' })
    expect(await suppressed(first.address)).toHaveLength(1)
    await post({ events: [{ event: 'complained', messageId: second.messageId }] })
    expect(await suppressed(second.address)).toMatchObject([{ reason: 'complained' }])
  })

  test('what is not signed, not now, not JSON or too much is refused and changes nothing', async () => {
    const { first } = await sent()
    const events = [{ event: 'bounced', messageId: first.messageId }]
    const now = under.pages.test.clock.now()
    expect((await post({ events }, 'whsec_of_somebody_else')).status).toBe(401)
    expect((await post({ events }, SECRET, now - 301_000)).status).toBe(401)
    expect((await post({ events }, SECRET, now + 301_000)).status).toBe(401)
    expect((await hook.request('/hooks/mail/events', { method: 'POST', body: '{}' })).status).toBe(401)
    expect((await post('{')).status).toBe(400)
    expect((await post({ events: [{ event: 7 }] })).status).toBe(400)
    expect((await post('x'.repeat(300_000))).status).toBe(413)
    expect(await row(first.mailId)).toMatchObject({ state: 'sent' })
  })
})
