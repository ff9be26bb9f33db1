import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadFonts } from '../../resources/fonts/load-fonts.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type MailUnderTest, startMailUnderTest } from './testing/mail-under-test.ts'

const HOUR = 3_600_000
const NOT_COMPOSED = 'the relay could not compose the message'

describeEachEngine('a mail that can’t be composed', database => {
  const folder = mkdtempSync(join(tmpdir(), 'florin-no-fonts-'))
  const missing = loadFonts(pathToFileURL(`${folder}/`))
  const present = loadFonts()
  let isMissing = true
  let under: MailUnderTest
  beforeAll(async () => {
    under = await startMailUnderTest(database.open(), {
      load: script => (isMissing ? missing : present).load(script),
    })
  })
  afterAll(async () => {
    await under.stop()
    rmSync(folder, { recursive: true })
  })

  const queued = async () => {
    isMissing = true
    const customerId = await under.pages.customer({ name: '花田花店' })
    return under.pages.email(await under.pages.invoice(customerId))
  }

  test('waits, tells it without a word of ours, and goes once it can be', async () => {
    const { mailId } = await queued()
    await under.pages.pass(0)
    expect(await under.pages.get('mails', mailId)).toMatchObject({
      state: 'waiting',
      attempts: 1,
      lastError: NOT_COMPOSED,
    })
    expect(await under.pages.dump()).not.toContain(folder)
    isMissing = false
    await under.pages.pass(HOUR)
    expect(await under.pages.get('mails', mailId)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  test('is undelivered after 48 hours, with a task', async () => {
    const { mailId, linkId } = await queued()
    for (let hour = 0; hour < 50; hour++) await under.pages.pass(HOUR)
    const mail = await under.pages.get('mails', mailId)
    expect(mail).toMatchObject({ state: 'undelivered', lastError: NOT_COMPOSED })
    expect((await under.pages.get('payment_links', linkId)).state).toBe('undelivered')
    expect(await under.pages.openTasks('mail-undelivered', mailId)).toBe(1)
  })
})
