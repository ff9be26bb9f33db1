import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { testMethod } from '../testing/stripe-server/test-methods.ts'
import { Payer } from './testing/payer.ts'
import { type StripePages, startStripePages } from './testing/stripe-pages.ts'

const MINUTE = 60_000

describeEachEngine('a card by telephone', database => {
  let at: StripePages
  beforeAll(async () => {
    at = await startStripePages(database.open(), [{ id: 'k', key: new Uint8Array(32).fill(1) }])
    expect((await at.enter()).status).toBe(200)
  })
  afterAll(() => at.stop())

  const ask = async (customerId: string, invoiceIds: string[], userToken = at.pages.device.userToken) => {
    await at.pages.device.renew()
    const answer = await at.api.request('/v1/phone-page', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${at.pages.device.accessToken}`,
        'x-florin-user': userToken,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ customerId, invoiceIds }),
    })
    return { status: answer.status, path: ((await answer.json()) as { path?: string | null }).path }
  }
  const owing = async () => {
    const customerId = await at.pages.customer()
    return { customerId, invoiceId: await at.pages.invoice(customerId) }
  }

  test('staff types it on the relay’s page, and it is posted like any other', async () => {
    const { customerId, invoiceId } = await owing()
    const { path } = await ask(customerId, [invoiceId])
    const staff = new Payer(at.pages, '203.0.113.50')
    const page = await staff.open(path!)
    expect(page.text).toContain('Card by telephone')
    expect(page.text).toContain('TEST')
    expect(page.html).toMatch(/name="receiptTo" value="[^"]+@[^"]+"/)
    const methodToken = at.account.makeToken(testMethod('success').id)
    const pressed = await staff.press(page, { methodToken, receiptTo: 'ines@petalandstem.example' })
    expect((await staff.get(pressed.location!)).text).toContain('Paid with Visa 4242')
    const invoice = await at.pages.get('invoices', invoiceId)
    expect(invoice).toMatchObject({ openCents: 0, lastLinkId: null })
    const [link] = (await at.pages.all('payment_links')).filter(each => each.customerId === customerId)
    expect(link).toMatchObject({ state: 'paid', sentTo: [], createdBy: at.pages.device.userId })
  })

  test('nothing is remembered in the staff’s browser, ticked or not', async () => {
    const { customerId, invoiceId } = await owing()
    const staff = new Payer(at.pages, '203.0.113.50')
    const page = await staff.open((await ask(customerId, [invoiceId])).path!)
    expect(page.html).not.toContain('name="remember"')
    const methodToken = at.account.makeToken(testMethod('success').id)
    await staff.press(page, { methodToken, receiptTo: '', remember: 'yes' })
    expect(await at.pages.get('invoices', invoiceId)).toMatchObject({ openCents: 0 })
    expect(at.account.saved.methods.size).toBe(0)
    expect([...staff.cookies.keys()].filter(name => name.includes('kept'))).toEqual([])
  })

  test('its address opens for a quarter of an hour, and the customer’s own link stays the one to use', async () => {
    const { customerId, invoiceId, linkId, path } = await at.pages.linked()
    const phone = await ask(customerId, [invoiceId])
    const page = await new Payer(at.pages, '203.0.113.51').open((await ask(customerId, [invoiceId])).path!)
    expect(page.text).not.toContain('after this mail was sent')
    at.pages.test.clock.pass(16 * MINUTE)
    expect((await new Payer(at.pages).get(phone.path!)).status).toBe(404)
    expect((await at.pages.get('invoices', invoiceId)).lastLinkId).toBe(linkId)
    expect((await at.pages.get('payment_links', linkId)).openedAt).toBeNull()
    expect((await new Payer(at.pages).open(path)).text).not.toContain('replaced')
  })

  test('a paid invoice, another customer’s, and a stranger’s login get no page', async () => {
    const [one, two] = [await owing(), await owing()]
    expect(await ask(one.customerId, [two.invoiceId])).toEqual({ status: 200, path: null })
    await at.pages.receiveCheck(one.customerId, one.invoiceId, 22_800)
    expect(await ask(one.customerId, [one.invoiceId])).toEqual({ status: 200, path: null })
    expect((await ask(two.customerId, [two.invoiceId], 'nobody')).status).toBe(401)
    expect((await at.pages.all('payment_links')).filter(each => each.customerId === two.customerId)).toEqual(
      [],
    )
  })
})
