import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { answerChallenge } from './testing/at-the-gateway.ts'
import { type PagesUnderTest, PUBLIC_URL, startPagesUnderTest } from './testing/pages-under-test.ts'
import { fieldOf, Payer } from './testing/payer.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describeEachEngine('a public page', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open(), { methods: ['card', 'ach'] })
  })
  afterAll(() => pages.stop())

  const revoke = (linkId: string) =>
    pages.test.store.write(sql =>
      sql.run(
        `UPDATE entity SET doc = replace(doc, '"state":"queued"', '"state":"revoked"')
          WHERE company_id = $1 AND tbl = 'payment_links' AND id = $2`,
        [pages.companyId, linkId],
      ),
    )

  test('unknown, expired and revoked links look the same to a stranger', async () => {
    const [expired, revoked] = [await pages.linked(), await pages.linked()]
    expect(await revoke(revoked.linkId)).toBe(1)
    pages.test.clock.pass(91 * DAY)
    const unknown = [
      `/l/${pages.companyKey}/${'A'.repeat(43)}`,
      `/l/${'Z'.repeat(pages.companyKey.length)}/${'A'.repeat(43)}`,
    ]
    const seen = []
    for (const path of [expired.path, revoked.path, ...unknown]) {
      const page = await new Payer(pages).get(path)
      const same = page.html
        .replaceAll(path, 'PATH')
        .replaceAll(fieldOf(page, 'nonce'), 'NONCE')
        .replaceAll(/nonce="[^"]+"/g, 'nonce')
      const headers = [...page.headers].filter(([name]) => name !== 'content-security-policy')
      seen.push({ status: page.status, size: page.html.length, same, headers })
    }
    expect(seen[0]).toMatchObject({ status: 404 })
    for (const each of seen) expect(each).toEqual(seen[0])
  })

  test('who was there before is told that the link expired, and when', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.open(path)
    pages.test.clock.pass(24 * HOUR)
    const page = await payer.get((await payer.get(path)).location!)
    expect(page.text).toContain('This link has expired')
    expect(page.text).toMatch(/It was active until \w+, \w+ \d+, \d+:\d\d [AP]M E[SD]T\./)
    expect(page.html).not.toContain('<iframe')
  })

  test('paid elsewhere: already paid, thank you, on the landing and on an open page', async () => {
    const { customerId, invoiceId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.open(path)
    await pages.receiveCheck(customerId, invoiceId, 22_800)
    expect((await payer.get(payer.at)).text).toContain('Already paid, thank you')
    expect((await new Payer(pages).get(path)).text).toContain('Already paid, thank you')
  })

  test('withdrawn: nothing is due', async () => {
    const { invoiceId, path } = await pages.linked()
    await pages.voidOrder((await pages.get('invoices', invoiceId)).orderId)
    expect((await new Payer(pages).get(path)).text).toContain('Nothing is due')
  })

  test('a bank debit is under way until it clears, then paid', async () => {
    const { linkId, invoiceId, path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path), 'ach-clears')
    expect((await payer.get(payer.at)).text).toContain('Your bank payment is under way')
    expect((await pages.get('payment_links', linkId)).tryOutcome).toBe('processing')
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(22_800)
    const other = new Payer(pages, '203.0.113.20')
    expect((await other.open(path)).text).toContain('Your bank payment is under way')
    await pages.pass(2 * MINUTE)
    await pages.deliverWebhooks()
    expect((await payer.get(payer.at)).text).toContain('Paid, thank you')
    expect((await pages.get('invoices', invoiceId)).openCents).toBe(0)
  })

  test('a bank debit that fails frees the invoice for another try', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.pay(await payer.open(path), 'ach-fails')
    await pages.pass(2 * MINUTE)
    await pages.deliverWebhooks()
    const page = await payer.get(payer.at)
    expect(page.text).toContain('declined and nothing was charged')
    expect(page.text).toContain('Pay $228.00')
  })

  test('money that comes in twice is kept as a credit, and the payer sees success', async () => {
    const { customerId, invoiceId, path } = await pages.linked()
    const payer = new Payer(pages)
    const pressed = await payer.pay(await payer.open(path), 'challenge')
    await pages.receiveCheck(customerId, invoiceId, 22_800)
    await answerChallenge(pressed.location!, true)
    await pages.deliverWebhooks()
    const page = await payer.get(payer.at)
    expect(page.text).toContain('Paid, thank you')
    expect(page.text).toContain('Kept as your credit $228.00')
  })

  test('a company that takes no payments asks for no card', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.open(path)
    pages.network.isPaused = true
    const page = await payer.get(payer.at)
    pages.network.isPaused = false
    expect(page.text).toContain('takes no payments online at the moment')
    expect(page.html).not.toContain('<iframe')
  })

  test('speaks Spanish to who reads Spanish, and switches', async () => {
    const { path } = await pages.linked({ customer: { language: 'es' } })
    const payer = new Payer(pages)
    expect((await payer.get(path)).text).toContain('Importe a pagar a Aalsmeer Floral Co. $228.00')
    const page = await payer.open(path)
    expect(page.html).toContain('<html lang="es">')
    expect(page.text).toContain('Pagar $228.00')
    expect((await payer.get(`${payer.at}?lang=en`)).text).toContain('Pay $228.00')
  })

  test('what people typed is text', async () => {
    const { path } = await pages.linked({ customer: { name: 'Bob <script>alert(1)</script> & "Co"' } })
    const page = await new Payer(pages).get(path)
    expect(page.html).toContain('Bob &lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Co&quot;')
  })

  test('says that no real money moves, and says nothing untrue of safety', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages)
    const landing = await payer.get(path)
    const page = await payer.open(path)
    for (const each of [landing, page]) expect(each.text).toContain('TEST — no real money moves')
    expect(page.text).not.toMatch(/PCI/i)
    expect(page.text).toContain('Card details go straight to the payment provider')
  })

  test('carries its headers and stays under 100 kB', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages)
    for (const page of [await payer.get(path), await payer.open(path), await payer.get('/l/x/y')]) {
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(page.headers.get('referrer-policy')).toBe('no-referrer')
      expect(page.headers.get('x-robots-tag')).toContain('noindex')
      expect(page.headers.get('x-content-type-options')).toBe('nosniff')
      expect(page.headers.get('strict-transport-security')).toContain('max-age=')
      const policy = page.headers.get('content-security-policy')!
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe-inline')
      expect(page.html).not.toMatch(/(?:src|href)="https?:/)
      expect(Buffer.byteLength(page.html)).toBeLessThan(100_000)
    }
  })

  test('the invoice is there as PDF for its visitor only, and only of this link', async () => {
    const [own, foreign] = [await pages.linked(), await pages.linked()]
    const payer = new Payer(pages)
    await payer.open(own.path)
    const pdf = await payer.get(`${payer.at}/invoice/${own.invoiceId}.pdf`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(pdf.html.startsWith('%PDF-')).toBe(true)
    expect((await payer.get(`${payer.at}/invoice/${foreign.invoiceId}.pdf`)).status).toBe(404)
    expect((await new Payer(pages).get(`${payer.at}/invoice/${own.invoiceId}.pdf`)).status).toBe(404)
  })

  test('an open page is told of a new total and of the end', async () => {
    const { customerId, invoiceId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    const live = await pages.app.request(`${PUBLIC_URL}${payer.at}/live`, { headers: payer.headers() })
    const events = live.body!.pipeThrough(new TextDecoderStream()).getReader()
    const first = await events.read()
    expect(first.value).toContain(fieldOf(page, 'version'))
    await pages.receiveCheck(customerId, invoiceId, 5_000)
    const second = await events.read()
    expect(second.value).toMatch(/"version":"(?!")/)
    expect(second.value).not.toContain(fieldOf(page, 'version'))
    await events.cancel()
    const now = await payer.get(`${payer.at}/now?seen=${encodeURIComponent(fieldOf(page, 'seen'))}`)
    const told = JSON.parse(now.html) as { payLabel: string; spoken: string; amount: string }
    expect(told.payLabel).toBe('Pay $178.00')
    expect(told.amount).toContain('$178.00')
    expect(told.spoken).toMatch(/The total changed from \$228\.00 to \$178\.00\.$/)
  })
})

describeEachEngine('an impatient address', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open(), { limits: { perAddress: 5 } })
  })
  afterAll(() => pages.stop())

  test('is asked to wait a minute, and others are not', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages, '198.51.100.7')
    const statuses = []
    for (let nth = 0; nth < 6; nth++) statuses.push((await payer.get(path)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    expect((await new Payer(pages, '198.51.100.8').get(path)).status).toBe(200)
    pages.test.clock.pass(MINUTE)
    expect((await payer.get(path)).status).toBe(200)
  })
})
