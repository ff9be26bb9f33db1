import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKeyRing, type RingKey } from '../auth/key-ring.ts'
import { resealAll } from '../gateways/payments-vault.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { testMethod } from '../testing/stripe-server/test-methods.ts'
import { Payer } from './testing/payer.ts'
import { KEYS, type StripePages, startStripePages } from './testing/stripe-pages.ts'

const MINUTE = 60_000
const first: RingKey = { id: 'first', key: new Uint8Array(32).fill(1) }
const second: RingKey = { id: 'second', key: new Uint8Array(32).fill(2) }

describeEachEngine('a company at Stripe', database => {
  let at: StripePages
  beforeAll(async () => {
    at = await startStripePages(database.open(), [first])
  })
  afterAll(() => at.stop())

  const press = async (
    payer: Payer,
    page: Awaited<ReturnType<Payer['open']>>,
    outcome: Parameters<typeof testMethod>[0],
  ) => payer.press(page, { methodToken: at.account.makeToken(testMethod(outcome).id), receiptTo: '' })

  test('wrong keys are refused at their field and change nothing', async () => {
    const refusals = [
      [{ secretKey: 'sk_test_nobody' }, 400, 'secretKey'],
      [{ secretKey: 'nonsense' }, 400, 'secretKey'],
      [{ publishableKey: 'pk_live_TulipsAndRoses' }, 400, 'publishableKey'],
    ] as const
    for (const [changes, status, field] of refusals) {
      const answer = await at.enter(changes)
      expect([answer.status, ((await answer.json()) as { field: string }).field]).toEqual([status, field])
    }
    at.pages.network.isDown = true
    expect((await at.enter()).status).toBe(503)
    at.pages.network.isDown = false
    expect(await at.known()).toEqual({ gateway: 'sandbox', status: 'active' })
  })

  test('a request without an admin’s login is refused', async () => {
    const answer = await at.api.request('/v1/payments-account', {
      method: 'PUT',
      headers: { authorization: `Bearer ${at.pages.device.accessToken}` },
      body: JSON.stringify(KEYS),
    })
    expect(answer.status).toBe(401)
  })

  test('a link that was opened at the sandbox is paid at Stripe after the change, without a restart', async () => {
    const { linkId, invoiceId, path } = await at.pages.linked()
    const payer = new Payer(at.pages)
    expect((await payer.open(path)).html).toContain('<iframe id="fields"')
    const answer = await at.enter()
    expect(answer.status).toBe(200)
    expect(JSON.stringify(await answer.json())).not.toContain('TulipsAndRoses')
    expect(await at.known()).toMatchObject({
      gateway: 'stripe',
      status: 'active',
      stripe: {
        mode: 'test',
        way: 'embedded',
        takesPayments: true,
        paysOut: false,
        missing: ['external_account'],
      },
    })
    at.pages.test.clock.pass(11_000)
    const page = await payer.get(payer.at)
    expect(page.text).toContain('TEST')
    expect(page.html).toContain('id="element"')
    const policy = page.headers.get('content-security-policy')!
    expect(policy).toContain(`frame-src ${at.stripe.origin}`)
    expect(policy).toMatch(new RegExp(`script-src 'nonce-[^']+' ${at.stripe.origin}`))
    const pressed = await press(payer, page, 'success')
    expect((await payer.get(pressed.location!)).text).toContain('Paid with Visa 4242')
    await at.deliver()
    expect(await at.pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    expect((await at.pages.get('invoices', invoiceId)).openCents).toBe(0)
  })

  test('declined, asked by the bank, cleared later: each ends as it should, once', async () => {
    const { linkId, path } = await at.pages.linked()
    const payer = new Payer(at.pages)
    const declined = await payer.get(
      (await press(payer, await payer.open(path), 'insufficient-funds')).location!,
    )
    expect(declined.text).toContain('declined and nothing was charged')
    const asked = await press(payer, declined, 'challenge')
    expect(asked.location).toContain(`${at.stripe.origin}/3ds/`)
    await fetch(asked.location!, {
      method: 'POST',
      body: new URLSearchParams({ answer: 'fail' }),
      redirect: 'manual',
    })
    const back = await payer.get((await payer.get(`${payer.at}/return`)).location!)
    await press(payer, back, 'ach-clears')
    expect((await at.pages.paymentsOf(linkId)).count).toBe(0)
    await at.pages.pass(15 * MINUTE)
    await at.deliver()
    await at.deliver()
    expect(await at.pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })

  test('an answer lost after the charge is found by a look, doubled and late reports change nothing', async () => {
    const { linkId, path } = await at.pages.linked()
    const payer = new Payer(at.pages)
    const page = await payer.open(path)
    at.stripe.webhooks.faults.dropNext = 1
    const pressed = await press(payer, page, 'server-error')
    expect((await payer.get(pressed.location!)).text).toContain('being confirmed')
    await at.pages.pass(11_000)
    expect(await at.pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
  })

  test('not reached: said before a card is asked for', async () => {
    const { path } = await at.pages.linked()
    const payer = new Payer(at.pages)
    await payer.open(path)
    at.pages.network.isDown = true
    at.pages.test.clock.pass(11_000)
    const down = await payer.get(payer.at)
    expect(down.text).toContain('can’t be reached at the moment')
    expect(down.html).not.toContain('id="element"')
    at.pages.network.isDown = false
    at.pages.test.clock.pass(11_000)
  })

  test('on Stripe’s own page: nothing is typed on ours, and what is paid there is posted once', async () => {
    expect((await at.enter({ way: 'redirect' })).status).toBe(200)
    const { linkId, path } = await at.pages.linked()
    const payer = new Payer(at.pages)
    const page = await payer.open(path)
    expect(page.html).not.toContain('id="element"')
    expect(page.text).toContain('Pay $228.00 at the payment provider')
    const pressed = await payer.press(page, { methodToken: '', receiptTo: '' })
    expect(pressed.location).toContain(`${at.stripe.origin}/checkout/`)
    const body = new URLSearchParams({ number: '4242424242424242' })
    await fetch(pressed.location!, { method: 'POST', body, redirect: 'manual' })
    await at.deliver()
    const back = await payer.get(`${payer.at}/return`)
    expect((await payer.get(back.location!)).text).toContain('Paid, thank you')
    expect(await at.pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    expect((await at.enter()).status).toBe(200)
  })

  test('back at the sandbox, what began at Stripe is seen through, and links go on', async () => {
    const [one, two] = [await at.pages.linked(), await at.pages.linked()]
    const [payer, other] = [new Payer(at.pages), new Payer(at.pages, '203.0.113.9')]
    await press(payer, await payer.open(one.path), 'ach-clears')
    await at.change(account => ({ ...account, gateway: 'sandbox' }))
    const page = await other.open(two.path)
    expect(page.html).toContain('<iframe id="fields"')
    await other.pay(page)
    expect((await at.pages.paymentsOf(two.linkId)).count).toBe(1)
    await at.pages.pass(15 * MINUTE)
    await at.deliver()
    expect(await at.pages.paymentsOf(one.linkId)).toEqual({ count: 1, totalCents: 22_800 })
    await at.change(account => ({ ...account, gateway: 'stripe' }))
    at.pages.test.clock.pass(11_000)
    expect((await new Payer(at.pages, '203.0.113.10').open((await at.pages.linked()).path)).html).toContain(
      'id="element"',
    )
  })

  test('a refund goes to the gateway that captured, whichever the company uses now', async () => {
    const { linkId, path } = await at.pages.linked()
    const payer = new Payer(at.pages)
    await press(payer, await payer.open(path), 'success')
    await at.deliver()
    const payment = await at.pages.paymentOf(linkId)
    await at.change(account => ({ ...account, gateway: 'sandbox' }))
    await at.pages.give('payment.refund', {
      paymentId: payment.id,
      number: '91001',
      refundedOn: payment.receivedOn,
      amountCents: 100_00,
      by: 'source',
      method: '',
      reference: '',
      note: '',
      releaseApplied: true,
    })
    await at.pages.pass(0)
    await at.deliver()
    await at.pages.pass(MINUTE)
    expect(await at.pages.get('payments', payment.id)).toMatchObject({ returnedCents: 100_00 })
    expect([...at.account.refunds.values()]).toMatchObject([{ amount: 100_00 }])
    await at.change(account => ({ ...account, gateway: 'stripe' }))
  })

  test('a card kept with consent pays again at Stripe; staff sees it and removes it', async () => {
    const { customerId, path } = await at.pages.linked()
    const payer = new Payer(at.pages)
    const methodToken = at.account.makeToken(testMethod('success').id)
    await payer.press(await payer.open(path), {
      methodToken,
      receiptTo: 'ines@petal.example',
      remember: 'yes',
    })
    const { linkId, mailId } = await at.pages.email(await at.pages.invoice(customerId))
    const page = await payer.open(await at.pages.linkPath(linkId, mailId))
    const kept = /type="radio" name="kept" value="([^"]+)"/.exec(page.html)![1]!
    await payer.press(page, { methodToken: '', kept, receiptTo: '' })
    expect(await at.pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    expect([...at.account.saved.customers.values()]).toMatchObject([
      { metadata: { florin_reference: customerId } },
    ])
    const ask = async (removeId: string | null) => {
      await at.pages.device.renew()
      const answer = await at.api.request('/v1/kept-methods', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${at.pages.device.accessToken}`,
          'x-florin-user': at.pages.device.userToken,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ customerId, removeId }),
      })
      return ((await answer.json()) as { methods: object[] }).methods
    }
    expect(await ask(null)).toMatchObject([
      { id: kept, kind: 'card', brand: 'visa', last4: '4242', agreedBy: 'ines@petal.example' },
    ])
    expect(await ask(kept)).toEqual([])
    expect((await payer.open((await at.pages.linked()).path)).html).not.toContain('name="kept"')
    await at.pages.pass(MINUTE)
    expect([...at.account.saved.methods.values()].map(each => each.customer)).toEqual([null])
  })

  test('no log and no row shows a key, and a new key of the operator’s takes over', async () => {
    const { store, logged } = at.pages.test
    const tables = [
      'payments_account',
      'entity',
      'command_log',
      'provider_event',
      'pay_request',
      'pay_attempt',
      'job',
    ]
    const rows = await Promise.all(tables.map(name => store.read(sql => sql.all(`SELECT * FROM ${name}`))))
    const shown = JSON.stringify([rows, logged])
    expect(rows[0]).toHaveLength(1)
    for (const secret of ['TulipsAndRoses', Buffer.from('TulipsAndRoses').toString('base64').slice(0, -3)]) {
      expect(shown).not.toContain(secret)
    }
    expect(await resealAll(store, createKeyRing([second, first]))).toBe(1)
    expect(await resealAll(store, createKeyRing([second, first]))).toBe(0)
    await expect(resealAll(store, createKeyRing([first]))).rejects.toThrow('no key second')
  })

  // Weeks pass from here on: the admin's login is over.
  test('a bank account typed by hand: the page says where to enter the deposits, and nobody pays meanwhile', async () => {
    const DAY = 86_400_000
    const { linkId, path } = await at.pages.linked()
    const payer = new Payer(at.pages)
    await press(payer, await payer.open(path), 'ach-microdeposits')
    const waiting = await payer.get(payer.at)
    expect(waiting.text).toContain('Confirm your bank account')
    const url = /href="([^"]*\/microdeposits\/[^"]*)"/.exec(waiting.html)![1]!
    await at.pages.pass(DAY)
    // Days later the visit is over, and the mail's link leads back; another browser can't pay what is held.
    await at.pages.pass(2 * DAY)
    const later = new Payer(at.pages, '203.0.113.8')
    const held = await later.open(path)
    expect(held.text).toContain('Confirm your bank account')
    expect(held.html).not.toContain('id="element"')
    expect((await at.pages.paymentsOf(linkId)).count).toBe(0)
    await fetch(url, { method: 'POST', body: new URLSearchParams({ code: 'SM11AA' }) })
    await at.deliver()
    const proved = await later.get(later.at)
    expect(proved.text).toContain('bank payment is under way')
    expect(proved.html).not.toContain('/microdeposits/')
    await at.pages.pass(15 * MINUTE)
    await at.deliver()
    expect(await at.pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    expect((await later.get(later.at)).text).toContain('Paid, thank you')
  })

  test('deposits nobody entered for ten days: nothing is charged, and the invoice is free again', async () => {
    const DAY = 86_400_000
    const { linkId, path } = await at.pages.linked()
    const payer = new Payer(at.pages)
    await press(payer, await payer.open(path), 'ach-microdeposits')
    await at.pages.pass(11 * DAY)
    await at.deliver()
    expect((await at.pages.paymentsOf(linkId)).count).toBe(0)
    const rows = await at.pages.test.store.read(sql =>
      sql.all(
        'SELECT l.invoice_id FROM pay_lease l JOIN pay_request r ON r.id = l.request_id WHERE r.link_id = $1',
        [linkId],
      ),
    )
    expect(rows).toEqual([])
  })
})
