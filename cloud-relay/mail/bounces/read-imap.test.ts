import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createJobWorker, type JobWorker } from '../../jobs/job-worker.ts'
import { createCompanyKeys } from '../../links/company-keys.ts'
import type { JobResult } from '../../ports.ts'
import { openSqlite } from '../../store/sqlite.ts'
import { bounceAddress } from '../mail-tag.ts'
import { freePort } from '../testing/free-port.ts'
import { MAIL_DOMAIN, MAIL_TAGS, type MailUnderTest, startMailUnderTest } from '../testing/mail-under-test.ts'
import { type RunningDovecot, startDovecot, whyNoDovecot } from '../testing/start-dovecot.ts'
import type { ImapSetting } from './imap-setting.ts'
import { createImapReader, queueImapReading } from './read-imap.ts'
import { createMailReporter } from './report-mails.ts'
import { deliveryReport, plainMessage } from './testing/delivery-reports.ts'

const why = whyNoDovecot()

describe('bounces in an IMAP mailbox', () => {
  let dovecot: RunningDovecot
  let under: MailUnderTest
  let client: ImapFlow
  let setting: ImapSetting
  const folder = mkdtempSync(join(tmpdir(), 'florin-imap-'))
  beforeAll(async () => {
    if (why !== null) return
    dovecot = await startDovecot()
    const { port, user, password } = dovecot
    const there = { host: '127.0.0.1', port, isSecure: false, isLoopback: true }
    setting = { ...there, user, password, folder: 'INBOX', moveTo: null }
    client = new ImapFlow({ host: '127.0.0.1', port, auth: { user, pass: password }, logger: false })
    await client.connect()
    under = await startMailUnderTest(openSqlite(join(folder, 'relay.db')))
  }, 30_000)
  afterAll(async () => {
    await client?.logout()
    await under?.stop()
    await dovecot?.stop()
    rmSync(folder, { recursive: true })
  })
  beforeEach(async ({ skip }) => {
    skip(why !== null, `skipped: ${why}`)
    await client.mailboxOpen('INBOX')
    await client.messageDelete('1:*')
  })

  const never = new AbortController().signal
  const job = { companyId: '', key: 'bounces.read', payload: {}, attempts: 0, enqueuedAt: 0 }
  const handler = (changes: Partial<ImapSetting> = {}, report = reporter()) =>
    createImapReader(under.pages.test.relay, { ...setting, ...changes }, { tags: MAIL_TAGS, report })
  const read = (changes: Partial<ImapSetting> = {}, report = reporter()): Promise<JobResult> =>
    handler(changes, report)({ ...job, signal: never })
  const reporter = () => createMailReporter(under.pages.test.relay, createCompanyKeys(under.pages.test.relay))
  const put = (text: string, flags: string[] = []) => client.append('INBOX', text, flags)
  const mail = (mailId: string) => under.pages.get('mails', mailId)
  async function flagsIn(path: string): Promise<string[][]> {
    await client.mailboxOpen(path)
    const all = await client.fetchAll('1:*', { flags: true })
    return all.map(({ flags }) => [...(flags ?? [])].filter(flag => flag !== '\\Recent').toSorted())
  }

  async function sent(address: string) {
    const invoiceId = await under.pages.invoice(await under.pages.customer())
    const { device, companyKey } = under.pages
    const mailId = device.id()
    const recipients = [{ mailId, address }]
    const words = { subject: 'Invoice', message: '', linkId: device.id() }
    await under.pages.give('document.email', { invoiceId, recipients, ...words })
    await under.pages.pass(0)
    return { mailId, to: bounceAddress(MAIL_TAGS.tagOf({ companyKey, mailId }), MAIL_DOMAIN) }
  }
  const failed = (to: string, recipient: string) =>
    deliveryReport(to, { action: 'failed', status: '5.1.1', recipient })

  test('the unseen ones are read and seen; what was seen before is not touched', async () => {
    const gone = await sent('gone@petal.example')
    const fine = await sent('fine@petal.example')
    await put(failed(gone.to, 'gone@petal.example'))
    await put(failed(fine.to, 'fine@petal.example'), ['\\Seen'])
    const { clock } = under.pages.test
    expect(await read()).toEqual({ retryAt: clock.now() + 30_000, error: '' })
    expect(await mail(gone.mailId)).toMatchObject({
      state: 'undelivered',
      lastError: '550 5.1.1 no such user',
    })
    expect(await mail(fine.mailId)).toMatchObject({ state: 'sent' })
    expect(await flagsIn('INBOX')).toEqual([['\\Seen'], ['\\Seen']])
  })

  test('what was understood is moved, what was not stays flagged for a person, and nothing is lost', async () => {
    const gone = await sent('moved@petal.example')
    await put(failed(gone.to, 'moved@petal.example'))
    await put(plainMessage(gone.to, ['From: ines@petal.example'], 'What is this mail about?'))
    for (let nth = 0; nth < 2; nth++) await read({ moveTo: 'Read bounces' })
    expect(await mail(gone.mailId)).toMatchObject({ state: 'undelivered' })
    expect(await flagsIn('INBOX')).toEqual([['\\Flagged', '\\Seen']])
    expect(await flagsIn('Read bounces')).toEqual([['\\Seen']])
  })

  test('a report that the ledger can’t take stays unseen, and is read by the next look', async () => {
    const gone = await sent('later@petal.example')
    await put(failed(gone.to, 'later@petal.example'))
    const away = await read({}, () => Promise.reject(new Error('the database is away')))
    expect(away).toMatchObject({ error: 'the mailbox of the bounces: the database is away' })
    expect(await flagsIn('INBOX')).toEqual([[]])
    await read()
    expect(await mail(gone.mailId)).toMatchObject({ state: 'undelivered' })
  })

  test('a crowd is read five hundred at a time, the rest at once after', async () => {
    const text = plainMessage(
      'nobody@mail.example',
      ['From: x@petal.example', 'Auto-Submitted: auto-replied'],
      'Away',
    )
    for (let nth = 0; nth < 503; nth++) await put(text)
    const now = under.pages.test.clock.now()
    expect(await read()).toEqual({ retryAt: now, error: '' })
    expect((await flagsIn('INBOX')).filter(flags => flags.length === 0)).toHaveLength(3)
    expect(await read()).toEqual({ retryAt: now + 30_000, error: '' })
    expect((await flagsIn('INBOX')).filter(flags => flags.length === 0)).toHaveLength(0)
  }, 60_000)

  test('a server that is away is tried again in a minute, a refused password in a quarter of an hour', async () => {
    const now = under.pages.test.clock.now()
    const away = await read({ port: await freePort() })
    expect(away).toMatchObject({ retryAt: now + 60_000 })
    const refused = await read({ password: 'wrong' })
    expect(refused).toMatchObject({ retryAt: now + 15 * 60_000 })
    expect(JSON.stringify([away, refused])).not.toContain(dovecot.password)
    expect(await read({ folder: 'Nowhere' })).toMatchObject({ retryAt: now + 60_000 })
  }, 30_000)

  test('a server without TLS that is not on this machine never hears the password', async () => {
    expect(await read({ isLoopback: false })).toMatchObject({ error: expect.stringMatching(/STARTTLS/i) })
  })

  test('of two nodes one reads, however often both look, and it goes on after a fault', async () => {
    const { relay, store, clock } = under.pages.test
    let atOnce = 0
    let most = 0
    let looks = 0
    const counted = async (): Promise<JobResult> => {
      most = Math.max(most, ++atOnce)
      looks++
      await new Promise(resolve => setImmediate(resolve))
      atOnce--
      if (looks === 1) throw new Error('the server is away')
      return { retryAt: clock.now() + 30_000, error: '' }
    }
    const nodes: JobWorker[] = [0, 1].map(() => createJobWorker(relay, { 'bounces.read': counted }))
    for (let nth = 0; nth < 2; nth++) await queueImapReading({ store, clock })
    const look = () => Promise.all(nodes.map(node => node.runDue()))
    await look()
    expect(looks).toBe(1)
    clock.pass(30_000)
    await look()
    clock.pass(30_000)
    await look()
    expect([looks, most]).toEqual([3, 1])
  })
})
