import { afterAll, beforeAll, expect, test } from 'vitest'
import { relayTables } from './backup/relay-tables.ts'
import { type MailUnderTest, startMailUnderTest } from './mail/testing/mail-under-test.ts'
import { answerChallenge, payAtCheckout } from './pages/testing/at-the-gateway.ts'
import type { PagesUnderTest } from './pages/testing/pages-under-test.ts'
import { fieldOf, Payer } from './pages/testing/payer.ts'
import { describeEachEngine } from './testing/each-engine.ts'

const HOUR = 3_600_000
const CARDS = ['4242424242424242', '4000000000000002', '4000002760003184', '5555555555554444']

describeEachEngine('what the relay keeps', database => {
  let under: MailUnderTest
  let pages: PagesUnderTest
  beforeAll(async () => {
    under = await startMailUnderTest(database.open())
    pages = under.pages
  })
  afterAll(() => under.stop())

  /** Every value of every table, as one text. */
  async function dump(): Promise<string> {
    const tables = relayTables().map(({ name }) =>
      pages.test.store.read(sql => sql.all<object>(`SELECT * FROM ${name}`)),
    )
    const texts = (await Promise.all(tables)).flat().flatMap(row => Object.values(row))
    return texts
      .map(value => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value))
      .join('\n')
  }
  const linksIn = (raw: string) =>
    [...raw.replaceAll('=\r\n', '').matchAll(/\/l\/[A-Za-z0-9_-]{6,40}\/[A-Za-z0-9_-]{43}/g)].map(
      each => each[0],
    )

  test('no working link and no card number is in its database or its log after everything a link can see', async () => {
    const customerId = await pages.customer()
    const invoiceIds = [await pages.invoice(customerId), await pages.invoice(customerId)]
    for (const invoiceId of invoiceIds) await pages.email(invoiceId)
    await pages.pass(0)
    const paths = [...new Set(under.inbox.messages.flatMap(each => linksIn(each.raw)))]
    expect(paths).toHaveLength(2)

    const tokens: string[] = []
    const payer = new Payer(pages)
    for (const outcome of ['declined', 'challenge'] as const) {
      const page = outcome === 'declined' ? await payer.open(paths[0]!) : await payer.get(payer.at)
      const methodToken = await pages.methodToken(outcome)
      tokens.push(methodToken)
      const pressed = await payer.press(page, { methodToken, receiptTo: 'ines@petalandstem.example' })
      if (outcome === 'challenge') await answerChallenge(pressed.location!, true)
    }
    await pages.deliverWebhooks()
    await pages.pass(60_000)
    // The two mails may have gone in either order.
    const open = await Promise.all(invoiceIds.map(async id => (await pages.get('invoices', id)).openCents))
    expect(open.toSorted((a, b) => a - b)).toEqual([0, 228_00])

    // Without scripts, then expired, renewed, opened again, and something that breaks.
    const other = new Payer(pages, '203.0.113.31')
    const checkout = await other.press(await other.open(paths[1]!), { methodToken: '', receiptTo: '' })
    await payAtCheckout(checkout.location!, CARDS[1]!, 422)
    await pages.pass(25 * HOUR)
    const expired = await other.get(other.at)
    pages.test.clock.pass(2_000)
    await other.post(`${other.at}/renew`, { nonce: fieldOf(expired, 'nonce') })
    await pages.pass(HOUR)
    const renewed = under.inbox.messages
      .flatMap(each => linksIn(each.raw))
      .filter(each => !paths.includes(each))
    expect(renewed.length).toBeGreaterThan(0)
    const last = new Payer(pages, '203.0.113.32')
    const page = await last.open(renewed[0]!)
    await pages.setFaults({ api: { failNext: 1 } })
    const failed = await last.pay(page)
    if (failed.status === 422) await last.pay(failed)
    await pages.pass(HOUR)
    for (const path of [...paths, ...renewed]) await last.post(path, { nonce: 'x'.repeat(30) })

    const kept = `${await dump()}\n${JSON.stringify(pages.test.logged)}`
    expect(kept.length).toBeGreaterThan(10_000)
    for (const path of [...paths, ...renewed]) expect(kept).not.toContain(path.split('/').at(-1))
    for (const token of tokens) expect(kept).not.toContain(token)
    const digits = kept.replace(/(\d)[ -](?=\d{4})/g, '$1')
    for (const card of CARDS) expect(digits).not.toContain(card)
    // Whatever looks like a link's secret, such as a hash of one, opens nothing.
    const lookalikes = new Set(kept.match(/(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g))
    expect(lookalikes.size).toBeGreaterThan(0)
    for (const secret of lookalikes) {
      expect((await last.get(`/l/${pages.companyKey}/${secret}`)).status, secret).toBe(404)
    }
  })
})
