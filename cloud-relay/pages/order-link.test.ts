import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPdf } from '../../shared/documents/testing/read-pdf.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { emailOrder, emailStatement, pendingOrder } from './testing/linked-ahead.ts'
import { type PagesUnderTest, startPagesUnderTest } from './testing/pages-under-test.ts'
import { Payer } from './testing/payer.ts'

const ON = '2026-11-23'

describeEachEngine('a link for a pending order', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  async function linked(fields: object = {}) {
    const customerId = await pages.customer(fields)
    const orderId = await pendingOrder(pages, customerId)
    const { linkId } = await emailOrder(pages, orderId)
    const { number } = await pages.get('orders', orderId)
    return { customerId, orderId, linkId, number, path: await pages.linkPath(linkId) }
  }

  const confirm = (orderId: string, expectedTotalCents = 228_00) =>
    pages.give('order.confirm', { orderId, issuedOn: ON, expectedTotalCents })

  /** The payment that came in through a link. */
  async function paymentOf(orderId: string) {
    const view = await pages.test.relay.gatherIn(pages.companyId, () => [
      { kind: 'rows', table: 'payments', ref: 'heldForOrderId', value: orderId },
    ])
    return view.list('payments', 'heldForOrderId', orderId)[0]
  }

  test('says what it is for, takes the money, holds it, and applies it when the order is confirmed', async () => {
    const { orderId, linkId, number, path } = await linked()
    const payer = new Payer(pages)
    const landing = await payer.get(path)
    expect(landing.text).toContain(`Order ${number}, to be paid in advance`)
    const page = await payer.open(path)
    expect(page.text).toContain(`Order ${number}, to be paid in advance`)
    expect(page.text).toContain('$228.00')
    expect(page.text).not.toContain('Due ')
    expect(page.text).toContain('A question about this order?')
    expect(page.text).not.toContain('A question about this invoice?')
    expect((await payer.get(`${payer.at}?lang=es`)).text).toContain('¿Una pregunta sobre este pedido?')
    const pressed = await payer.pay(page)
    const done = await payer.get(pressed.location!)
    expect(done.text).toContain('Paid, thank you')
    expect(done.text).toContain(`Held for order ${number}`)
    // An amount stands in one piece on the narrowest telephone.
    expect(done.html).toContain('<dd class="sum">$228.00</dd>')
    expect(done.html).toMatch(/\.sum\{[^}]*white-space:nowrap\}/)
    expect(done.html).toMatch(/\.amt\{white-space:nowrap/)
    const payment = await paymentOf(orderId)
    expect(payment).toMatchObject({ unappliedCents: 228_00, heldForOrderId: orderId, linkId })
    expect((await new Payer(pages, '203.0.113.9').get(path)).text).toContain(`holds it for order ${number}`)
    await confirm(orderId)
    const invoiceId = (await pages.get('orders', orderId)).invoiceId!
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(0)
    expect(await pages.get('payments', payment!.id)).toMatchObject({
      unappliedCents: 0,
      heldForOrderId: null,
    })
  })

  test('changed while the page is open: 409 with the new total, then another press charges that', async () => {
    const { orderId, linkId, path } = await linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    const lines = await pages.test.relay.gatherIn(pages.companyId, () => [
      { kind: 'rows', table: 'order_lines', ref: 'orderId', value: orderId },
    ])
    await pages.give('order.change-line', {
      orderId,
      lineId: lines.list('order_lines', 'orderId', orderId)[0]!.id,
      changes: { boxes: { from: 2, to: 4 } },
      seen: null,
    })
    const refused = await payer.pay(page)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('$456.00')
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
    await payer.pay(refused)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 456_00 })
  })

  test('confirmed while the page is open: nothing is charged for the order, and the link is one for its invoice', async () => {
    const { orderId, linkId, number, path } = await linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await confirm(orderId)
    const refused = await payer.pay(page)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain(`Order ${number} is confirmed: this is its invoice.`)
    expect(refused.text).toContain(`Invoice ${number}`)
    await payer.pay(refused)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 228_00 })
    const invoiceId = (await pages.get('orders', orderId)).invoiceId!
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(0)
  })

  test('being paid when it is confirmed: a link for the invoice waits, and the money goes to the invoice once', async () => {
    const { orderId, linkId, path } = await linked()
    const one = new Payer(pages)
    await one.pay(await one.open(path), 'challenge')
    await confirm(orderId)
    const invoiceId = (await pages.get('orders', orderId)).invoiceId!
    const again = await pages.email(invoiceId)
    const two = new Payer(pages, '203.0.113.8')
    expect((await two.open(await pages.linkPath(again.linkId))).text).toContain('Being paid at this moment')
    expect((await new Payer(pages, '203.0.113.7').open(path)).text).toContain('Being paid at this moment')
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
  })

  test('withdrawn: nothing is due', async () => {
    const { orderId, path } = await linked()
    const payer = new Payer(pages)
    await payer.open(path)
    await pages.give('order.void', { orderId, voidedOn: ON, releasePayments: false })
    expect((await payer.get(payer.at)).text).toContain('withdrew this order')
    const stranger = await new Payer(pages, '203.0.113.9').get(path)
    expect(stranger.text).toContain('Nothing is due')
  })

  test('who must pay before confirming can be confirmed once the link is paid', async () => {
    const { orderId, path } = await linked({ requirePaymentOnConfirm: true })
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path))
    await confirm(orderId)
    expect((await pages.get('orders', orderId)).onHold).toBe(false)
    const invoiceId = (await pages.get('orders', orderId)).invoiceId!
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(0)
  })

  test('a question asked there is one about an order', async () => {
    const { path } = await linked()
    const page = await new Payer(pages).open(path)
    expect(page.text).toContain('A question about this order?')
    expect(page.text).not.toContain('about this invoice')
  })

  test('its PDF is an order with its number and no due date', async () => {
    const { orderId, number, path } = await linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    expect(page.text).toContain('View PDF')
    const response = await pages.app.request(
      `http://127.0.0.1:9999${payer.at.split('?')[0]}/invoice/${orderId}.pdf`,
      { headers: payer.headers() },
    )
    expect(response.headers.get('content-type')).toBe('application/pdf')
    const [first] = await readPdf(new Uint8Array(await response.arrayBuffer()))
    expect(first!.text).toContain(`Order`)
    expect(first!.text).toContain(number)
    expect(first!.text).toContain('Order total')
    expect(first!.text).not.toContain('Due date')
  })

  test('two links for one order: one pays it, the other says so', async () => {
    const { orderId, linkId, path } = await linked()
    const newer = await emailOrder(pages, orderId)
    const [one, two] = [new Payer(pages), new Payer(pages, '203.0.113.8')]
    const newerPath = await pages.linkPath(newer.linkId)
    const [pageOne, pageTwo] = [await one.open(path), await two.open(newerPath)]
    await Promise.all([one.pay(pageOne), two.pay(pageTwo)])
    const [a, b] = [await pages.paymentsOf(linkId), await pages.paymentsOf(newer.linkId)]
    expect(a.totalCents + b.totalCents).toBe(228_00)
    expect((await one.get(one.at)).text).toMatch(/Paid, thank you|Already paid/)
    expect((await two.get(two.at)).text).toMatch(/Paid, thank you|Already paid/)
  })
})

describeEachEngine('a statement’s link with open credits', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  async function stated(paidAheadCents: number, lines = [1, 2]) {
    const customerId = await pages.customer()
    const invoiceIds: string[] = []
    for (const count of lines) invoiceIds.push(await pages.invoice(customerId, count))
    if (paidAheadCents > 0) await ahead(customerId, paidAheadCents)
    const linkId = await emailStatement(pages, customerId)
    return { customerId, invoiceIds, linkId, path: await pages.linkPath(linkId) }
  }

  const ahead = (customerId: string, totalCents: number) =>
    pages.give('payment.receive', {
      paymentId: pages.device.id(),
      number: `S${pages.device.id()}`.slice(0, 20),
      customerId,
      receivedOn: ON,
      method: 'Check',
      reference: '',
      totalCents,
      note: '',
      applications: [],
    })

  test('asks for what is left after them, and paying that leaves no cent open', async () => {
    const { invoiceIds, linkId, path } = await stated(300_00)
    const payer = new Payer(pages)
    expect((await payer.get(path)).text).toContain('$384.00')
    const page = await payer.open(path)
    expect(page.text).toContain('$384.00')
    expect(page.text).toContain('$228.00 of your open credits taken off')
    expect(page.text).toContain('$72.00 of your open credits taken off')
    await payer.pay(page)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 384_00 })
    for (const id of invoiceIds) expect((await pages.get('invoices', id)).openCents).toBe(0)
    expect((await pages.get('payment_links', linkId)).state).toBe('paid')
  })

  test('a credit that comes in while the page is open refreshes it: 409 with the new total', async () => {
    const { customerId, linkId, path } = await stated(0, [1])
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await ahead(customerId, 28_00)
    const refused = await payer.pay(page)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('$200.00')
    await payer.pay(refused)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 200_00 })
  })

  test('credits that cover all of it: nothing is due, and the page says why', async () => {
    const { customerId, path } = await stated(0, [1])
    const payer = new Payer(pages)
    await payer.open(path)
    await ahead(customerId, 228_00)
    expect((await payer.get(payer.at)).text).toContain('cover what is open')
  })
})
