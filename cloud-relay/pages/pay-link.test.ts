import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { answerChallenge, payAtCheckout } from './testing/at-the-gateway.ts'
import { type PagesUnderTest, startPagesUnderTest } from './testing/pages-under-test.ts'
import { Payer } from './testing/payer.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describeEachEngine('a payment', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  const linkRow = (linkId: string) => pages.get('payment_links', linkId)

  test('what is shown is charged, posted to its invoice and told with its number', async () => {
    const { linkId, invoiceId, path } = await pages.linked()
    const payer = new Payer(pages)
    const pressed = await payer.pay(await payer.open(path))
    expect(pressed.status).toBe(303)
    const done = await payer.get(pressed.location!)
    expect(done.text).toContain('Paid, thank you')
    expect(done.text).toMatch(/Payment number \d+/)
    expect(done.text).toContain('Paid with Visa 4242')
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(0)
    expect(await linkRow(linkId)).toMatchObject({ state: 'paid', tryOutcome: 'paid' })
  })

  test('reported by answer, webhooks and a late look alike, it is posted once', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path))
    await pages.deliverWebhooks()
    await pages.pass(15 * MINUTE)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })

  test('two people at once: one charge, and the other sees who was faster', async () => {
    const { linkId, path } = await pages.linked()
    const [one, two] = [new Payer(pages), new Payer(pages, '203.0.113.8')]
    const [pageOne, pageTwo] = [await one.open(path), await two.open(path)]
    await Promise.all([one.pay(pageOne), two.pay(pageTwo)])
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    const texts = [(await one.get(one.at)).text, (await two.get(two.at)).text]
    for (const text of texts) expect(text).toContain('Paid, thank you')
  })

  test('pressed twice with one form, it is charged once', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await Promise.all([payer.pay(page), payer.pay(page)])
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })

  test('one invoice on two links is paid by one of them', async () => {
    const { linkId, invoiceId, path } = await pages.linked()
    const again = await pages.email(invoiceId)
    const otherPath = await pages.linkPath(again.linkId)
    const [one, two] = [new Payer(pages), new Payer(pages, '203.0.113.8')]
    const [pageOne, pageTwo] = [await one.open(path), await two.open(otherPath)]
    expect(pageOne.text).toContain('sent a newer mail about this, too')
    expect(pageOne.text).not.toContain('updated')
    expect(pageTwo.text).not.toContain('newer mail')
    await one.pay(pageOne, 'challenge')
    expect((await two.get(two.at)).text).toContain('Being paid at this moment')
    const busy = await two.pay(pageTwo)
    expect((await two.get(busy.location!)).text).toContain('Being paid at this moment')
    expect((await pages.paymentsOf(linkId)).count + (await pages.paymentsOf(again.linkId)).count).toBe(0)
  })

  test('a total that moved is not charged: 409 with the new total and why, then another press', async () => {
    const { customerId, invoiceId, linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await pages.receiveCheck(customerId, invoiceId, 5_000)
    const refused = await payer.pay(page)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('$50.00 was applied to invoice')
    expect(refused.text).toContain('The total changed from $228.00 to $178.00.')
    expect(refused.text).toContain('Nothing was charged')
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
    await payer.pay(refused)
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 17_800 })
  })

  test('paid by check before the press: nothing is charged, thank you', async () => {
    const { customerId, invoiceId, linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    await pages.receiveCheck(customerId, invoiceId, 22_800)
    const pressed = await payer.pay(page)
    expect((await payer.get(pressed.location!)).text).toContain('Already paid, thank you')
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
  })

  test('declined is said plainly, and the same link takes another card', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const pressed = await payer.pay(await payer.open(path), 'insufficient-funds')
    const page = await payer.get(pressed.location!)
    expect(page.text).toContain('The payment was declined and nothing was charged')
    expect(page.text).not.toContain('insufficient')
    expect(await linkRow(linkId)).toMatchObject({ tryOutcome: 'declined' })
    const done = await payer.get((await payer.pay(page)).location!)
    expect(done.text).toContain('Paid, thank you')
  })

  test('after five declines the link takes no more cards', async () => {
    const { linkId, path } = await pages.linked()
    for (let nth = 0; nth < 5; nth++) {
      const payer = new Payer(pages, `198.51.100.${nth}`)
      await payer.pay(await payer.open(path), 'declined')
    }
    const payer = new Payer(pages, '198.51.100.99')
    expect((await payer.open(path)).text).toContain('This link takes no more payments')
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
  })

  test('after five failures within the hour an address is turned away, on any link', async () => {
    const address = '198.51.100.200'
    for (let nth = 0; nth < 5; nth++) {
      const payer = new Payer(pages, address)
      await payer.pay(await payer.open((await pages.linked()).path), 'declined')
    }
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages, address)
    const page = await payer.open(path)
    expect((await payer.pay(page)).text).toContain('Too many payments failed from here')
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
    pages.test.clock.pass(61 * MINUTE)
    await payer.pay(await payer.get(payer.at))
    expect((await pages.paymentsOf(linkId)).count).toBe(1)
  })

  test('the bank asks: the payer goes there, comes back and has paid', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const pressed = await payer.pay(await payer.open(path), 'challenge')
    expect(pressed.location).toContain(pages.sandbox.publicOrigin)
    expect((await payer.get(payer.at)).text).toContain('Continue at your bank')
    await answerChallenge(pressed.location!, true)
    const back = await payer.get(`${payer.at}/return`)
    expect((await payer.get(back.location!)).text).toContain('Paid, thank you')
    expect((await pages.paymentsOf(linkId)).count).toBe(1)
  })

  test('refused at the bank: nothing is charged, and another card pays', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const pressed = await payer.pay(await payer.open(path), 'challenge')
    await answerChallenge(pressed.location!, false)
    const back = await payer.get(`${payer.at}/return`)
    const page = await payer.get(back.location!)
    expect(page.text).toContain('declined and nothing was charged')
    await payer.pay(page)
    expect((await pages.paymentsOf(linkId)).count).toBe(1)
  })

  test('the language that the payer chose stands on every way back', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.open(`${path}?lang=es`)
    expect(payer.at).toMatch(/\?lang=es$/)

    const checkout = await payer.press(await payer.get(payer.at), { methodToken: '', person: 'yes' })
    const leftUrl = /class="foot"><a href="([^"]*)"/.exec(await (await fetch(checkout.location!)).text())![1]!
    const left = await payer.get(pathOf(leftUrl))
    expect((await payer.get(left.location!)).text).toContain('Ese pago no se completó')

    const asked = await payer.pay(await payer.get(left.location!), 'challenge')
    expect(await (await fetch(asked.location!)).text()).toContain('<html lang="es">')
    const back = await payer.get(pathOf(await answerChallenge(asked.location!, false)))
    expect(back.location).toBe(payer.at)
    const declined = await payer.get(back.location!)
    expect(declined.html).toContain('<html lang="es">')
    expect(declined.text).toContain('no se cobró nada')

    const paid = await payer.pay(declined)
    expect(paid.location).toBe(payer.at)
  })

  test('who leaves at the bank’s page frees the invoice after ten minutes, and can’t pay it a second time', async () => {
    const { invoiceId, path } = await pages.linked()
    const again = await pages.email(invoiceId)
    const left = new Payer(pages)
    const challenge = await left.pay(await left.open(path), 'challenge')
    const other = new Payer(pages, '203.0.113.9')
    const otherPath = await pages.linkPath(again.linkId)
    expect((await other.open(otherPath)).text).toContain('Being paid at this moment')
    pages.test.clock.pass(11 * MINUTE)
    const done = await other.get((await other.pay(await other.get(other.at))).location!)
    expect(done.text).toContain('Paid, thank you')
    await answerChallenge(challenge.location!, true)
    await pages.deliverWebhooks()
    await pages.pass(30 * MINUTE)
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(0)
    expect((await pages.paymentsOf(again.linkId)).count).toBe(1)
    expect((await left.get(left.at)).text).toContain('Already paid')
  })

  test('without scripts the gateway’s own page takes the card', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    expect(page.text).toContain('Pay $228.00 at the payment provider')
    const pressed = await payer.press(page, { methodToken: '', receiptTo: '' })
    expect(pressed.location).toContain(`${pages.sandbox.publicOrigin}/checkout/`)
    await payAtCheckout(pressed.location!)
    const back = await payer.get(`${payer.at}/return`)
    expect((await payer.get(back.location!)).text).toContain('Paid, thank you')
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })

  test('declines on the gateway’s own page lock the link too', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const pressed = await payer.press(await payer.open(path), { methodToken: '' })
    for (let nth = 0; nth < 5; nth++) await payAtCheckout(pressed.location!, '4000000000000002', 422)
    await pages.deliverWebhooks()
    expect(await linkRow(linkId)).toMatchObject({ tryOutcome: 'declined' })
    await payer.get(`${payer.at}/return`)
    expect((await payer.get(payer.at)).text).toContain('This link takes no more payments')
  })

  test('back from the gateway’s page without paying, the invoice is free at once', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.press(await payer.open(path), { methodToken: '' })
    const back = await payer.get(`${payer.at}/return`)
    expect((await payer.get(back.location!)).text).toContain('Pay $228.00')
    expect((await new Payer(pages, '203.0.113.10').open(path)).text).toContain('Pay $228.00')
  })

  test('nobody else’s return, and none that no person makes, ends a payer’s visit to the gateway’s page', async () => {
    const { linkId, path } = await pages.linked()
    const [payer, other] = [new Payer(pages), new Payer(pages, '203.0.113.11')]
    const page = await payer.open(path)
    await other.open(path)
    const pressed = await payer.press(page, { methodToken: '' })
    const retrieve = vi.spyOn(pages.gateway, 'retrieve')
    await other.get(`${other.at}/return`)
    await payer.get(`${payer.at}/return`, { 'sec-purpose': 'prefetch;prerender' })
    await payer.get(`${payer.at}/return`, {}, 'HEAD')
    expect(retrieve).not.toHaveBeenCalled()
    retrieve.mockRestore()
    await payAtCheckout(pressed.location!)
    await payer.get(`${payer.at}/return`)
    expect((await pages.paymentsOf(linkId)).count).toBe(1)
  })

  test('only the payer sees in full where the receipt goes', async () => {
    const { path } = await pages.linked()
    const [payer, other] = [new Payer(pages), new Payer(pages, '203.0.113.12')]
    const page = await payer.open(path)
    await other.open(path)
    await payer.pay(page, 'success', { receiptTo: 'accounting@petalandstem.example' })
    expect((await payer.get(payer.at)).text).toContain('accounting@petalandstem.example')
    const seen = (await other.get(other.at)).text
    expect(seen).toContain('Paid, thank you')
    expect(seen).toContain('a•••@petalandstem.example')
    expect(seen).not.toContain('accounting@')
  })

  test('a payment begun before the link expired finishes', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.open(path)
    pages.test.clock.pass(24 * HOUR - MINUTE)
    const page = await payer.get(payer.at)
    pages.test.clock.pass(2 * MINUTE)
    await payer.pay(page)
    expect((await pages.paymentsOf(linkId)).count).toBe(1)
  })
})

function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}
