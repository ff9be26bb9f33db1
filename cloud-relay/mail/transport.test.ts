import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type MailUnderTest, startMailUnderTest } from './testing/mail-under-test.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describeEachEngine('mail transport', database => {
  let under: MailUnderTest
  beforeAll(async () => {
    under = await startMailUnderTest(database.open(), undefined, { answerMs: 2_500 })
  })
  afterAll(() => under.stop())
  beforeEach(async () => {
    under.inbox.mood = 'accept'
    under.inbox.messages.length = 0
    // Whatever the last test sent counts no more.
    await under.pages.pass(2 * MINUTE)
  })

  let nth = 0
  const queued = async (count = 1, to?: string) => {
    const invoiceId = await under.pages.invoice(await under.pages.customer())
    const mails = []
    for (let at = 0; at < count; at++) {
      mails.push(await under.pages.email(invoiceId, { to: to ?? `p${nth++}@petal.example` }))
    }
    return mails
  }
  const row = (mailId: string) => under.pages.get('mails', mailId)

  test('one connection carries many mails, and one that the server closed is replaced unnoticed', async () => {
    const [first] = await queued(1)
    await under.pages.pass(0)
    const before = under.inbox.connections
    for (let at = 0; at < 5; at++) {
      await queued(1)
      await under.pages.pass(0)
    }
    expect(under.inbox.connections).toBe(before)
    expect(under.inbox.messages).toHaveLength(6)
    under.inbox.vanish()
    const [last] = await queued(1)
    await under.pages.pass(0)
    expect(await row(last!.mailId)).toMatchObject({ state: 'sent', attempts: 1 })
    expect(await row(first!.mailId)).toMatchObject({ state: 'sent', attempts: 1 })
    expect(under.inbox.connections).toBe(before + 1)
  })

  test('a refusal leaves the connection good for the next mail', async () => {
    under.inbox.unknown.add('gone@petal.example')
    await queued(1)
    await under.pages.pass(0)
    const before = under.inbox.connections
    const [lost] = await queued(1, 'gone@petal.example')
    await under.pages.pass(0)
    const [kept] = await queued(1)
    await under.pages.pass(0)
    expect(await row(lost!.mailId)).toMatchObject({ state: 'undelivered' })
    expect(await row(kept!.mailId)).toMatchObject({ state: 'sent' })
    expect(under.inbox.connections).toBe(before)
  })

  test('552: undelivered at once, and the address is still good', async () => {
    const [mail] = await queued(1, 'ines@petal.example')
    under.inbox.mood = 'too-big'
    await under.pages.pass(0)
    expect(await row(mail!.mailId)).toMatchObject({ state: 'undelivered', bouncedAt: null })
    expect((await row(mail!.mailId)).lastError).toContain('552')
    under.inbox.mood = 'accept'
    const [next] = await queued(1, 'ines@petal.example')
    await under.pages.pass(HOUR)
    expect(await row(next!.mailId)).toMatchObject({ state: 'sent' })
    expect(under.inbox.messages).toHaveLength(1)
  })

  test('no such user at the door: undelivered, and the next mail there is not sent until someone allows it', async () => {
    const [mail] = await queued(1, 'Typo@petal.example')
    under.inbox.mood = 'no-such-user'
    await under.pages.pass(0)
    const bounced = await row(mail!.mailId)
    expect(bounced).toMatchObject({ state: 'undelivered', attempts: 1 })
    expect(bounced.bouncedAt).not.toBeNull()
    expect(await under.pages.openTasks('mail-undelivered', mail!.mailId)).toBe(1)
    under.inbox.mood = 'accept'
    const [next] = await queued(1, 'typo@PETAL.example')
    await under.pages.pass(0)
    expect(await row(next!.mailId)).toMatchObject({ state: 'undelivered', attempts: 0 })
    expect((await row(next!.mailId)).lastError).toMatch(
      /^not sent, because a mail to this address came back: 550/,
    )
    expect((await under.pages.get('payment_links', next!.linkId)).state).toBe('undelivered')
    expect(under.inbox.messages).toHaveLength(0)
    const all = await under.pages.all('suppressed_addresses')
    const suppressed = all.find(each => each.address === 'typo@petal.example')
    expect(suppressed).toMatchObject({ reason: 'bounced', liftedAt: null })
    await under.pages.give('address.allow', { suppressedId: suppressed!.id })
    const [again] = await queued(1, 'typo@petal.example')
    await under.pages.pass(0)
    expect(await row(again!.mailId)).toMatchObject({ state: 'sent' })
  })

  test('a server that stalls early is asked again; one that stalls at the end has probably taken it', async () => {
    const [mail] = await queued(1)
    under.inbox.mood = 'stall-early'
    await under.pages.pass(0)
    expect(await row(mail!.mailId)).toMatchObject({ state: 'waiting', attempts: 1 })
    under.inbox.mood = 'stall-late'
    await under.pages.pass(2 * MINUTE)
    expect(await row(mail!.mailId)).toMatchObject({ state: 'probably-sent', attempts: 2 })
    under.inbox.mood = 'accept'
    await under.pages.pass(HOUR)
    expect(under.inbox.messages).toHaveLength(1)
  })

  test('in no minute more mails leave than the company allows, in their order, and each is turned away once', async () => {
    await under.pages.give('company.change', { changes: { mailsPerMinute: { from: 60, to: 10 } } })
    try {
      const mails = await queued(25)
      const sentAfter: number[] = []
      for (let second = 0; second <= 200; second++) {
        await under.pages.pass(second === 0 ? 0 : 1000)
        while (sentAfter.length < under.inbox.messages.length) sentAfter.push(second)
      }
      expect(sentAfter).toHaveLength(25)
      for (const from of sentAfter) {
        const inMinute = sentAfter.filter(second => second >= from && second < from + 60)
        expect(inMinute.length).toBeLessThanOrEqual(9)
      }
      const waited = await under.pages.jobs(mails.map(({ mailId }) => `mail:${mailId}`))
      const tries = waited.reduce((sum, job) => sum + job.attempts, 0)
      expect(tries).toBeLessThanOrEqual(25 + 25)
      for (const { mailId } of mails) expect(await row(mailId)).toMatchObject({ state: 'sent', attempts: 1 })
    } finally {
      await under.pages.give('company.change', { changes: { mailsPerMinute: { from: 10, to: 60 } } })
    }
  })

  test('who waits for a receipt does not stand behind a crowd', async () => {
    await under.pages.give('company.change', { changes: { mailsPerMinute: { from: 60, to: 10 } } })
    try {
      const customerId = await under.pages.customer()
      const invoiceId = await under.pages.invoice(customerId)
      await queued(12)
      await under.pages.pass(0)
      await under.pages.receiveCheck(customerId, invoiceId, 228_00)
      const payment = (await under.pages.all('payments')).find(each => each.customerId === customerId)!
      const mailId = under.pages.device.id()
      const recipients = [{ mailId, address: 'waits@petal.example' }]
      await under.pages.give('payment.email-receipt', {
        paymentId: payment.id,
        recipients,
        subject: 'Receipt',
        message: '',
        language: null,
      })
      await under.pages.pass(0)
      expect(await row(mailId)).toMatchObject({ state: 'sent' })
      expect(under.inbox.messages).toHaveLength(10)
    } finally {
      await under.pages.give('company.change', { changes: { mailsPerMinute: { from: 10, to: 60 } } })
    }
  })
})
