import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { customerPayload } from '../testing/payloads.ts'
import { testMethod } from '../testing/stripe-server/test-methods.ts'
import { createTestCompany } from '../testing/test-device.ts'
import { emailOrder, pendingOrder } from './testing/linked-ahead.ts'
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

  const ask = async (customerId: string, invoiceIds: string[], userToken = at.pages.device.userToken) =>
    asked({ customerId, invoiceIds }, userToken)
  const askFor = (customerId: string, orderId: string) => asked({ customerId, invoiceIds: [], orderId })
  const asked = async (what: object, userToken = at.pages.device.userToken) => {
    await at.pages.device.renew()
    const answer = await at.api.request('/v1/phone-page', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${at.pages.device.accessToken}`,
        'x-florin-user': userToken,
        'content-type': 'application/json',
      },
      body: JSON.stringify(what),
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

  const ahead = async (fields: object = {}) => {
    const customerId = await at.pages.customer(fields)
    return { customerId, orderId: await pendingOrder(at.pages, customerId) }
  }
  const confirm = (orderId: string) =>
    at.pages.give('order.confirm', { orderId, issuedOn: '2026-11-23', expectedTotalCents: 228_00 })
  const pay = async (path: string, ip: string) => {
    const staff = new Payer(at.pages, ip)
    const page = await staff.open(path)
    const methodToken = at.account.makeToken(testMethod('success').id)
    return { page, done: await staff.press(page, { methodToken, receiptTo: '' }), staff }
  }

  test('for a pending order of who pays first: charged, held for it, and then it can be confirmed', async () => {
    const { customerId, orderId } = await ahead({ requirePaymentOnConfirm: true })
    const { number } = await at.pages.get('orders', orderId)
    const { path } = await askFor(customerId, orderId)
    const { page, done, staff } = await pay(path!, '203.0.113.60')
    expect(page.text).toContain('Card by telephone')
    expect(page.text).toContain(`Order ${number}, to be paid in advance`)
    expect((await staff.get(done.location!)).text).toContain(`Held for order ${number}`)
    expect(await askFor(customerId, orderId)).toEqual({ status: 200, path: null })
    await confirm(orderId)
    const order = await at.pages.get('orders', orderId)
    expect(order).toMatchObject({ onHold: false, lastLinkId: null })
    expect((await at.pages.get('invoices', order.invoiceId!)).openCents).toBe(0)
  })

  test('an order’s mailed link stays the one to use beside it', async () => {
    const { customerId, orderId } = await ahead()
    const { linkId } = await emailOrder(at.pages, orderId)
    await new Payer(at.pages, '203.0.113.61').open((await askFor(customerId, orderId)).path!)
    expect((await at.pages.get('orders', orderId)).lastLinkId).toBe(linkId)
    const path = await at.pages.linkPath(linkId)
    expect((await new Payer(at.pages, '203.0.113.62').open(path)).text).not.toContain('replaced')
  })

  test('a void order, a confirmed one, another customer’s and another company’s get no page', async () => {
    const [one, two, three] = [await ahead(), await ahead(), await ahead()]
    await at.pages.give('order.void', {
      orderId: one.orderId,
      voidedOn: '2026-11-23',
      releasePayments: false,
    })
    await confirm(two.orderId)
    const nothing = { status: 200, path: null }
    expect(await askFor(one.customerId, one.orderId)).toEqual(nothing)
    expect(await askFor(two.customerId, two.orderId)).toEqual(nothing)
    expect(await askFor(one.customerId, three.orderId)).toEqual(nothing)
    const stranger = await createTestCompany(at.pages.test)
    const own = customerPayload(stranger, 'THEIRS')
    await stranger.outcomes(stranger.command('customer.add', own))
    const strangerAsks = async (customerId: string) => {
      const body = { customerId, invoiceIds: [], orderId: three.orderId }
      const answer = await stranger.request('POST', '/v1/phone-page', body, true)
      return { status: answer.status, path: ((await answer.json()) as { path?: string | null }).path }
    }
    expect((await strangerAsks(three.customerId)).status).toBe(403)
    expect(await strangerAsks(own.customerId)).toEqual(nothing)
    for (const { orderId } of [one, two, three]) {
      expect((await at.pages.all('payment_links')).filter(each => each.orderId === orderId)).toEqual([])
    }
  })

  test('confirmed while the card is typed: nothing is charged for the order, then its invoice is', async () => {
    const { customerId, orderId } = await ahead()
    const staff = new Payer(at.pages, '203.0.113.63')
    const page = await staff.open((await askFor(customerId, orderId)).path!)
    await confirm(orderId)
    const press = (seen: typeof page) =>
      staff.press(seen, { methodToken: at.account.makeToken(testMethod('success').id), receiptTo: '' })
    const refused = await press(page)
    expect(refused.status).toBe(409)
    const invoiceId = (await at.pages.get('orders', orderId)).invoiceId!
    expect((await at.pages.get('invoices', invoiceId)).openCents).toBe(228_00)
    await press(refused)
    expect((await at.pages.get('invoices', invoiceId)).openCents).toBe(0)
  })
})
