import { afterAll, beforeAll, expect, test } from 'vitest'
import { keptFor } from '../links/saved-methods.ts'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type PagesUnderTest, startPagesUnderTest } from './testing/pages-under-test.ts'
import { fieldOf, Payer, type SeenPage } from './testing/payer.ts'

const MINUTE = 60_000
const DAY = 86_400_000

describeEachEngine('a card that a payer has remembered', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open(), { methods: ['card', 'ach'] })
  })
  afterAll(() => pages.stop())

  const keptOf = (customerId: string) =>
    pages.test.store.read(sql => keptFor(sql, pages.companyId, customerId, pages.test.clock.now()))
  const nextLink = async (customerId: string) => {
    const { linkId, mailId } = await pages.email(await pages.invoice(customerId))
    return { linkId, path: await pages.linkPath(linkId, mailId) }
  }
  const idOn = (page: SeenPage) => /type="radio" name="kept" value="([^"]+)"/.exec(page.html)?.[1] ?? null
  const remembering = async (fields: Record<string, string> = { remember: 'yes' }) => {
    const linked = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(linked.path), 'success', fields)
    return { ...linked, payer }
  }
  const payKept = (payer: Payer, page: SeenPage, kept: string) =>
    payer.press(page, { methodToken: '', kept, receiptTo: '' })

  test('nothing is remembered unless the box was ticked, and the box is not ticked', async () => {
    const { path } = await pages.linked()
    const page = await new Payer(pages).open(path)
    expect(page.html).toMatch(/<input type="checkbox" name="remember" value="yes" aria-describedby="[^"]+">/)
    const { payer, customerId } = await remembering({})
    expect(await keptOf(customerId)).toEqual([])
    expect([...payer.cookies.keys()].filter(name => name.includes('kept'))).toEqual([])
    expect((await payer.open((await nextLink(customerId)).path)).html).not.toContain('name="kept"')
  })

  test('it pays the next link in the same browser, and what was agreed to is written down', async () => {
    const { payer, customerId } = await remembering()
    const { linkId, path } = await nextLink(customerId)
    const page = await payer.open(path)
    expect(page.text).toContain('Visa •••• 4242')
    expect(page.text).toContain('expires 12/34')
    const pressed = await payKept(payer, page, idOn(page)!)
    expect((await payer.get(pressed.location!)).text).toContain('Paid with Visa 4242')
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 1, totalCents: 22_800 })
    const [row] = await pages.test.store.read(sql =>
      sql.all<Record<string, unknown>>('SELECT * FROM saved_method WHERE customer_id = $1', [customerId]),
    )
    expect(row).toMatchObject({
      kind: 'card',
      brand: 'visa',
      last4: '4242',
      agreed_by: 'ines@petalandstem.example',
      ip: '203.0.113.7',
      user_agent: expect.stringContaining('Mozilla'),
      words: expect.stringMatching(/^Remember this card or bank account for next time The payment provider/),
    })
    expect(Number(row!.agreed_at)).toBeLessThanOrEqual(Number(row!.saved_at))
    const shown = JSON.stringify(row)
    expect(shown).not.toContain('4242424242424242')
    for (const value of payer.cookies.values()) expect(shown).not.toContain(value)
  })

  test('a forwarded link neither shows nor charges it', async () => {
    const { payer, customerId } = await remembering()
    const { linkId, path } = await nextLink(customerId)
    const kept = idOn(await payer.open(path))!
    const stranger = new Payer(pages, '203.0.113.66')
    const page = await stranger.open(path)
    expect(page.html).not.toContain('name="kept"')
    expect(page.text).not.toContain('4242')
    const pressed = await payKept(stranger, page, kept)
    expect(pressed.text).toContain('Nothing was charged')
    await stranger.post(`${stranger.at}/forget`, { nonce: fieldOf(page, 'nonce'), kept })
    expect(await pages.paymentsOf(linkId)).toEqual({ count: 0, totalCents: 0 })
    expect(await keptOf(customerId)).toHaveLength(1)
  })

  test('with another customer’s link the same browser can’t charge it either', async () => {
    const { payer, customerId } = await remembering()
    const kept = idOn(await payer.open((await nextLink(customerId)).path))!
    const { linkId, path } = await pages.linked()
    const page = await payer.open(path)
    expect(page.html).not.toContain('name="kept"')
    expect((await payKept(payer, page, kept)).text).toContain('Nothing was charged')
    expect((await pages.paymentsOf(linkId)).count).toBe(0)
  })

  test('removed by the payer, it is gone here and at the gateway', async () => {
    const { payer, customerId } = await remembering()
    const [method] = await keptOf(customerId)
    const page = await payer.open((await nextLink(customerId)).path)
    const nonce = /id="forget"[^>]*><input type="hidden" name="nonce" value="([^"]*)"/.exec(page.html)![1]!
    const removed = await payer.post(`${payer.at}/forget`, { nonce, kept: method!.id })
    expect(removed.text).toContain('Visa •••• 4242 was removed')
    expect((await payer.get(payer.at)).html).not.toContain('name="kept"')
    expect((await payKept(payer, page, method!.id)).text).toContain('Nothing was charged')
    await pages.pass(MINUTE)
    const { id } = await pages.gateway.createAttempt({
      reference: 'after-removal',
      amountCents: 100,
      currency: 'USD',
      description: 'x',
      idempotencyKey: 'after-removal',
    })
    const { holderId, methodId, kind } = method!
    const answer = await pages.gateway.confirm({
      attemptId: id,
      savedMethod: { holderId, methodId, kind, agreed: { ip: '', userAgent: '' } },
      idempotencyKey: 'after-removal-confirm',
      returnUrl: 'http://127.0.0.1:9/',
    })
    expect(answer).toEqual({ refused: 'method-token-unusable' })
  })

  test('a ticked box stays ticked after a decline, for who ticked it, until they untick it', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages)
    const ticked = /name="remember" value="yes" aria-describedby="[^"]+" checked>/
    const first = await payer.pay(await payer.open(path), 'declined', { remember: 'yes' })
    const second = await payer.get(first.location!)
    expect(second.html).toMatch(ticked)
    expect((await new Payer(pages, '203.0.113.8').open(path)).html).not.toMatch(ticked)
    const third = await payer.pay(second, 'declined')
    expect((await payer.get(third.location!)).html).not.toMatch(ticked)
  })

  test('a declined payment keeps nothing, and whoever pays next unasked isn’t remembered', async () => {
    const { path, customerId, linkId } = await pages.linked()
    const [one, two] = [new Payer(pages), new Payer(pages, '203.0.113.8')]
    await one.pay(await one.open(path), 'declined', { remember: 'yes' })
    await two.pay(await two.open(path), 'success')
    expect((await pages.paymentsOf(linkId)).count).toBe(1)
    expect(await keptOf(customerId)).toEqual([])
  })

  test('the answer lost, the payment found later: it is kept all the same, once', async () => {
    const { path, customerId, linkId } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path), 'server-error', { remember: 'yes' })
    await pages.pass(11_000)
    await pages.deliverWebhooks()
    await pages.pass(10 * MINUTE)
    expect((await pages.paymentsOf(linkId)).count).toBe(1)
    expect(await keptOf(customerId)).toHaveLength(1)
    expect((await payer.open((await nextLink(customerId)).path)).text).toContain('Visa ••••')
  })

  test('a bank account is kept when its debit has cleared; the mandate stands at the button that debits it', async () => {
    const { path, customerId } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path), 'ach-clears', { remember: 'yes' })
    expect(await keptOf(customerId)).toEqual([])
    await pages.pass(5 * DAY)
    await pages.deliverWebhooks()
    expect(await keptOf(customerId)).toMatchObject([{ kind: 'ach', last4: '6789', expires: null }])
    const next = await nextLink(customerId)
    const page = await payer.open(`${next.path}`)
    expect(page.text).toContain('you authorize Aalsmeer Floral Co. to debit your bank account once')
    const pressed = await payKept(payer, page, idOn(page)!)
    expect((await payer.get(pressed.location!)).text).toContain('bank payment is under way')
  })

  test('the same card remembered once more in the same browser stands there once', async () => {
    const { payer, customerId } = await remembering()
    const [first] = await keptOf(customerId)
    const page = await payer.open((await nextLink(customerId)).path)
    await payer.pay(page, 'success', { remember: 'yes', kept: '' })
    const kept = await keptOf(customerId)
    expect(kept).toHaveLength(1)
    expect(kept[0]!.id).not.toBe(first!.id)
  })

  test('a card whose last month is over is not offered', async () => {
    const { customerId } = await remembering()
    const past = Date.UTC(2035, 0, 2)
    expect(await pages.test.store.read(sql => keptFor(sql, pages.companyId, customerId, past))).toEqual([])
  })
})
