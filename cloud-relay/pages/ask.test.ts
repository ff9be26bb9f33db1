import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type MailUnderTest, startMailUnderTest } from '../mail/testing/mail-under-test.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { userPayload } from '../testing/payloads.ts'
import { answerChallenge } from './testing/at-the-gateway.ts'
import type { PagesUnderTest } from './testing/pages-under-test.ts'
import { fieldOf, formOf, Payer, type SeenPage } from './testing/payer.ts'

const DAY = 86_400_000

describeEachEngine('what a payer has sent besides money', database => {
  let under: MailUnderTest
  let pages: PagesUnderTest
  beforeAll(async () => {
    under = await startMailUnderTest(database.open())
    pages = under.pages
  })
  afterAll(() => under.stop())
  beforeEach(async () => {
    await pages.pass(0)
    under.inbox.messages.length = 0
  })

  const nonceOf = (page: SeenPage, form: string) =>
    fieldOf({ ...page, html: page.html.slice(page.html.indexOf(`${form}?lang=`)) }, 'nonce')
  async function ask(payer: Payer, fields: Record<string, string> = {}): Promise<SeenPage> {
    const page = await payer.get(payer.at)
    pages.test.clock.pass(5_000)
    const nonce = nonceOf(page, '/question')
    return payer.post(`${payer.at}/question`, { nonce, name: '', message: 'Is the credit in?', ...fields })
  }

  test('a question goes to the salesperson, its answer to the address on file, and stands as a task', async () => {
    const seller = userPayload(pages.device, `jorge${pages.device.id()}@aalsmeer.example`, ['sales'])
    await pages.give('user.add', seller)
    const { linkId, path } = await pages.linked({ customer: { salespersonId: seller.userId } })
    await pages.pass(0)
    const payer = new Payer(pages)
    await payer.open(path)
    const sent = await ask(payer, { name: 'Inés', message: 'Was the <credit> counted?\nThank you' })
    expect(sent.text).toContain('Your question is on its way')
    expect(sent.text).toContain('i•••@petalandstem.example')
    expect(await pages.openTasks('customer-question', linkId)).toBe(1)
    await pages.pass(0)
    const mail = await under.lastMail()
    expect(under.inbox.messages.at(-1)).toMatchObject({ to: [seller.login] })
    expect(mail.replyTo?.value[0]?.address).toBe('ines@petalandstem.example')
    expect(mail.subject).toMatch(/^Question about invoice \d+ from /)
    expect(mail.text).toContain('Was the <credit> counted?\nThank you\n\nInés')
    expect(String(mail.html)).toContain('&lt;credit&gt;')
    expect(mail.text).not.toMatch(/\/l\//)
  })

  test('without a salesperson it goes to the company', async () => {
    const { path } = await pages.linked()
    await pages.pass(0)
    const payer = new Payer(pages)
    await payer.open(path)
    await ask(payer)
    await pages.pass(0)
    expect(under.inbox.messages.at(-1)).toMatchObject({ to: ['office@aalsmeer.example'] })
  })

  test.each<[string, Record<string, string>, string, number]>([
    ['an empty one', { message: '  ' }, 'Please write your question', 0],
    ['one that is too long', { message: 'x'.repeat(2_001) }, 'at most 2,000 characters', 0],
    ['one with the trap filled in', { website: 'http://spam.example' }, 'Your question is on its way', 0],
    ['one with a made-up nonce', { nonce: 'forged' }, 'Please send your question once more', 0],
    ['a good one', {}, 'Your question is on its way', 1],
  ])('%s is answered as it should be', async (_, fields, words, tasks) => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.open(path)
    const answer = await ask(payer, fields)
    expect(answer.text).toContain(words)
    expect(await pages.openTasks('customer-question', linkId)).toBe(tasks)
    if (answer.status === 422) expect(answer.html).toContain('aria-invalid="true"')
  })

  test('five a day and link; the same form twice asks once', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    pages.test.clock.pass(5_000)
    const form = { nonce: nonceOf(page, '/question'), name: '', message: 'Twice?' }
    await payer.post(`${payer.at}/question`, form)
    const again = await payer.post(`${payer.at}/question`, form)
    expect(again.text).toContain('has this question already')
    expect(await pages.openTasks('customer-question', linkId)).toBe(1)
    for (let nth = 0; nth < 4; nth++) await ask(payer)
    expect((await ask(payer)).text).toContain('Several questions were sent')
    expect(await pages.openTasks('customer-question', linkId)).toBe(5)
  })

  test('the receipt goes to one more address, three times a day, by its payer only', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path))
    await pages.pass(0)
    const send = async (by: Payer, receiptTo: string) => {
      const page = await by.get(by.at)
      pages.test.clock.pass(5_000)
      return by.post(`${by.at}/receipt`, { nonce: nonceOf(page, '/receipt'), receiptTo, website: '' })
    }
    expect((await send(payer, 'books@petalandstem.example')).text).toContain('on its way to books@')
    await pages.pass(0)
    const mail = await under.mailTo('books@petalandstem.example')
    expect(mail.subject).toMatch(/^Receipt \d+ from Aalsmeer/)
    expect(mail.attachments).toHaveLength(1)
    expect((await send(payer, 'no address')).text).toContain('not an email address')
    for (const name of ['two', 'three']) await send(payer, `${name}@petalandstem.example`)
    expect((await send(payer, 'four@petalandstem.example')).text).toContain('sent several times already')
    const other = new Payer(pages, '203.0.113.9')
    const landing = await other.get(path)
    expect(landing.text).toContain('Already paid')
    expect(landing.html).not.toContain('/receipt')
  })

  test.each([
    ['es', 'en', 'success'],
    ['en', 'es', 'success'],
    ['es', 'en', 'challenge'],
  ] as const)(
    'paid on a page in %s by a customer of %s (%s): the receipts are in the page’s language',
    async (read, language, outcome) => {
      const { path } = await pages.linked({ customer: { language } })
      const payer = new Payer(pages)
      await payer.open(path)
      const page = await payer.get(`${payer.at}?lang=${read}`)
      const methodToken = await pages.methodToken(outcome)
      const receiptTo = 'books@petalandstem.example'
      const form: [string, string][] = [
        ...formOf(page),
        ['methodToken', methodToken],
        ['receiptTo', receiptTo],
      ]
      const pressed = await payer.post(`${payer.at}?lang=${read}`, form)
      // The language outlives the page: here only the gateway's word tells of the money.
      if (outcome === 'challenge') await answerChallenge(pressed.location!, true)
      await pages.deliverWebhooks()
      await pages.pass(0)
      const subject = read === 'es' ? /^Recibo / : /^Receipt /
      const own = await under.mailTo(receiptTo)
      expect(own.subject).toMatch(subject)
      expect(String(own.html)).toContain(`lang="${read}"`)
    },
  )

  test('the receipt to one more address is in the language of the page it is asked for on, all of it', async () => {
    const { path } = await pages.linked({ customer: { language: 'en' } })
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path))
    await pages.pass(0)
    const page = await payer.get(`${payer.at}?lang=es`)
    pages.test.clock.pass(5_000)
    const nonce = nonceOf(page, '/receipt')
    await payer.post(`${payer.at}/receipt?lang=es`, {
      nonce,
      receiptTo: 'libros@petalandstem.example',
      website: '',
    })
    await pages.pass(0)
    const mail = await under.mailTo('libros@petalandstem.example')
    expect(mail.subject).toMatch(/^Recibo /)
    expect(String(mail.html)).toContain('lang="es"')
  })

  test('another question in a form that was sent is not said to be sent, and goes with the next press', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    pages.test.clock.pass(5_000)
    const form = { nonce: nonceOf(page, '/question'), name: '', message: 'The first' }
    await payer.post(`${payer.at}/question`, form)
    const back = await payer.post(`${payer.at}/question`, { ...form, message: 'The second' })
    expect([back.status, back.text]).toEqual([422, expect.stringContaining('this one is not yet')])
    expect(back.html).toContain('The second')
    expect(await pages.openTasks('customer-question', linkId)).toBe(1)
    pages.test.clock.pass(5_000)
    const nonce = nonceOf(back, '/question')
    expect(
      (await payer.post(`${payer.at}/question`, { ...form, nonce, message: 'The second' })).text,
    ).toContain('Your question is on its way')
    expect(await pages.openTasks('customer-question', linkId)).toBe(2)
  })

  test('a form that was refused is not used up: once there is room it is sent, not said to be', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.open(path)
    for (let nth = 0; nth < 5; nth++) await ask(payer)
    pages.test.clock.pass(Math.ceil(pages.test.clock.now() / DAY) * DAY - pages.test.clock.now() - 60_000)
    const page = await payer.get(payer.at)
    const form = { nonce: nonceOf(page, '/question'), name: '', message: 'A sixth' }
    pages.test.clock.pass(5_000)
    expect((await payer.post(`${payer.at}/question`, form)).text).toContain('Several questions were sent')
    pages.test.clock.pass(60_000)
    expect((await payer.post(`${payer.at}/question`, form)).text).toContain('Your question is on its way')
    expect(await pages.openTasks('customer-question', linkId)).toBe(6)
  })

  test('a double press sends one receipt; the form with another address says that nothing went there', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path))
    await pages.pass(0)
    under.inbox.messages.length = 0
    const page = await payer.get(payer.at)
    pages.test.clock.pass(5_000)
    const form = { nonce: nonceOf(page, '/receipt'), receiptTo: 'one@petalandstem.example', website: '' }
    const twice = await Promise.all([0, 1].map(() => payer.post(`${payer.at}/receipt`, form)))
    expect(twice.map(each => /sent twice|on its way/.exec(each.text)?.[0]).toSorted()).toEqual([
      'on its way',
      'sent twice',
    ])
    const other = await payer.post(`${payer.at}/receipt`, { ...form, receiptTo: 'two@petalandstem.example' })
    expect(other.text).toContain('Nothing was sent to two@')
    await pages.pass(0)
    expect(under.inbox.messages.map(({ to }) => to)).toEqual([['one@petalandstem.example']])
  })
})
