import { afterAll, beforeAll, expect, test } from 'vitest'
import { createUnsubscribing } from '../mail/unsubscribing.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import {
  PAGES_SECRET,
  type PagesUnderTest,
  PUBLIC_URL,
  startPagesUnderTest,
} from './testing/pages-under-test.ts'
import { fieldOf, Payer, type SeenPage } from './testing/payer.ts'

const HOUR = 3_600_000
const stripe = {
  mode: 'live' as const,
  accountId: 'acct_1',
  isConnected: false,
  way: 'embedded' as const,
  methods: ['card' as const],
  takesPayments: true,
  paysOut: true,
  missing: [],
  enteredAt: 1,
  checkedAt: 1,
}
type Account = { gateway: 'sandbox' | 'stripe'; status: 'active' | 'paused'; stripe?: object }

// The states of a link stand in `all-states.test.ts`; here are the pages behind its forms, and what decides it.
describeEachEngine('TEST', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open(), { methods: ['card', 'ach'] })
  })
  afterAll(() => pages.stop())

  const nonceOf = (page: SeenPage, form: string) =>
    fieldOf({ ...page, html: page.html.slice(page.html.indexOf(`/${form}?lang=`)) }, 'nonce')
  const account = (to: Account) => pages.setCompany({ paymentsAccount: to as never })
  const says = (page: SeenPage) => /class="banner">TEST — no real money moves</.test(page.html)

  /** Every page behind a form of the pay page, by its name. */
  async function behindForms(): Promise<Record<string, SeenPage>> {
    const seen: Record<string, SeenPage> = {}
    const { linkId, customerId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    pages.test.clock.pass(5_000)
    seen.refused = await payer.press(page, { methodToken: 'x', receiptTo: 'nonsense' })
    const ask = (message: string) =>
      payer.post(`${payer.at}/question`, { nonce: nonceOf(page, 'question'), name: '', message })
    seen.questionEmpty = await ask('')
    seen.questionSent = await ask('Why?')
    await payer.pay(page, 'success', { remember: 'yes' })
    const done = await payer.get(payer.at)
    pages.test.clock.pass(5_000)
    seen.receiptSent = await payer.post(`${payer.at}/receipt`, {
      nonce: nonceOf(done, 'receipt'),
      receiptTo: 'else@petal.example',
    })
    const { linkId: next, mailId } = await pages.email(await pages.invoice(customerId))
    const kept = await payer.open(await pages.linkPath(next, mailId))
    seen.keptRemoved = await payer.post(`${payer.at}/forget`, {
      nonce: nonceOf(kept, 'forget'),
      kept: /type="radio" name="kept" value="([^"]+)"/.exec(kept.html)![1]!,
    })
    pages.test.clock.pass(25 * HOUR)
    const expired = await payer.get(payer.at)
    pages.test.clock.pass(5_000)
    seen.renewed = await payer.post(`${payer.at}/renew`, { nonce: nonceOf(expired, 'renew') })
    const url = createUnsubscribing(PAGES_SECRET).urlFor(PUBLIC_URL, pages.companyKey, mailId)
    seen.unsubscribe = await payer.get(new URL(url).pathname)
    expect(linkId).not.toBe(next)
    return seen
  }

  test('stands on every page behind a form', async () => {
    const seen = await behindForms()
    for (const [name, page] of Object.entries(seen)) expect(says(page), `${name}: ${page.text}`).toBe(true)
    expect(Object.values(seen).map(page => page.status)).toEqual([422, 422, 200, 200, 200, 200, 200])
  })

  test('stands on the pages of a paused test account, and of one with test keys', async () => {
    const { path } = await pages.linked()
    await account({ gateway: 'sandbox', status: 'paused' })
    expect(says(await new Payer(pages).open(path))).toBe(true)
    await account({ gateway: 'stripe', status: 'active', stripe: { ...stripe, mode: 'test' } })
    expect(says(await new Payer(pages, '203.0.113.8').get(path))).toBe(true)
    await account({ gateway: 'sandbox', status: 'active' })
  })

  test('goes with the live keys', async () => {
    const { path } = await pages.linked()
    await account({ gateway: 'stripe', status: 'paused', stripe })
    const payer = new Payer(pages)
    // The gateway of this test is the sandbox whatever the company's row says, and says TEST itself while it is offered.
    expect(says(await payer.get(path))).toBe(true)
    pages.network.isPaused = true
    expect(says(await payer.get(path))).toBe(false)
    expect(says(await payer.open(path))).toBe(false)
    pages.network.isPaused = false
    await account({ gateway: 'sandbox', status: 'active' })
  })
})
