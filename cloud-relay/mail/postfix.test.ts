import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCompanyKeys } from '../links/company-keys.ts'
import { realTimers } from '../real-timers.ts'
import { openSqlite } from '../store/sqlite.ts'
import { createBounceReader } from './bounces/read-maildir.ts'
import { createMailReporter } from './bounces/report-mails.ts'
import { MAIL_DOMAIN, MAIL_TAGS, type MailUnderTest, startMailUnderTest } from './testing/mail-under-test.ts'
import { type RunningPostfix, startPostfix, whyNoPostfix } from './testing/start-postfix.ts'

const why = whyNoPostfix()

describe('a real mail server', () => {
  let postfix: RunningPostfix
  let under: MailUnderTest
  const folder = mkdtempSync(join(tmpdir(), 'florin-real-mail-'))
  let readNew: () => Promise<number>
  beforeAll(async () => {
    if (why !== null) return
    postfix = await startPostfix(
      ['petal.example', MAIL_DOMAIN],
      ['ines@petal.example', 'tom@petal.example', `bounce@${MAIL_DOMAIN}`],
    )
    under = await startMailUnderTest(openSqlite(join(folder, 'relay.db')), undefined, {
      smtpUrl: postfix.url,
    })
    const { relay } = under.pages.test
    const report = createMailReporter(relay, createCompanyKeys(relay))
    const bounces = postfix.maildir(`bounce@${MAIL_DOMAIN}`)
    const reader = createBounceReader(
      { timers: realTimers, log: relay.log },
      { folder: bounces, tags: MAIL_TAGS, report },
    )
    readNew = reader.readNew
  }, 60_000)
  afterAll(async () => {
    await under?.stop()
    postfix?.stop()
    rmSync(folder, { recursive: true })
  })

  test('it bounces to the envelope sender, and exactly the right recipient turns undelivered', async ({
    skip,
  }) => {
    skip(why !== null, `skipped: ${why}`)
    const invoiceId = await under.pages.invoice(await under.pages.customer())
    const { device } = under.pages
    const linkId = device.id()
    const recipients = ['ines', 'gone', 'tom'].map(name => ({
      mailId: device.id(),
      address: `${name}@petal.example`,
    }))
    await under.pages.give('document.email', {
      invoiceId,
      recipients,
      subject: 'Invoice',
      message: '',
      linkId,
    })
    await under.pages.pass(0)
    const rows = () => Promise.all(recipients.map(({ mailId }) => under.pages.get('mails', mailId)))
    expect((await rows()).map(row => row.state)).toEqual(['sent', 'sent', 'sent'])
    await expect
      .poll(
        async () => {
          await readNew()
          return (await rows()).map(row => [row.state, row.deliveredAt !== null, row.bouncedAt !== null])
        },
        { timeout: 50_000, interval: 200, message: postfix.log() },
      )
      .toEqual([
        ['sent', true, false],
        ['undelivered', false, true],
        ['sent', true, false],
      ])
    expect((await rows())[1]!.lastError).toMatch(/unknown user: "gone@petal\.example"/)
    expect(await under.pages.all('suppressed_addresses')).toMatchObject([
      { address: 'gone@petal.example', reason: 'bounced' },
    ])
    expect(await under.pages.openTasks('mail-undelivered', recipients[1]!.mailId)).toBe(1)
    expect(await under.pages.get('payment_links', linkId)).toMatchObject({ state: 'sent' })
    expect((await under.pages.get('payment_links', linkId)).deliveredAt).not.toBeNull()
  }, 60_000)
})
