import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { describeEachEngine } from '../testing/each-engine.ts'
import { type PagesUnderTest, startPagesUnderTest } from './testing/pages-under-test.ts'
import { fieldOf, Payer } from './testing/payer.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describeEachEngine('a payment link that is opened', database => {
  let pages: PagesUnderTest
  beforeAll(async () => {
    pages = await startPagesUnderTest(database.open())
  })
  afterAll(() => pages.stop())

  const linkRow = (linkId: string) => pages.get('payment_links', linkId)

  test('GET and HEAD show who asks for how much, and change nothing', async () => {
    const { linkId, path } = await pages.linked()
    const before = await linkRow(linkId)
    const payer = new Payer(pages)
    const page = await payer.get(path)
    expect(page.status).toBe(200)
    expect(page.text).toContain('Amount due to Aalsmeer Floral Co. $228.00')
    expect(page.text).toContain('View and pay')
    expect((await payer.get(path, {}, 'HEAD')).status).toBe(200)
    expect(payer.cookies.size).toBe(0)
    expect(await linkRow(linkId)).toEqual(before)
  })

  test('a form larger than any of ours is too large, not a fault of the relay', async () => {
    const { path } = await pages.linked()
    const page = await new Payer(pages).post(path, { nonce: 'x'.repeat(70_000) })
    expect(page.status).toBe(413)
  })

  test('whatever becomes of a request, the link’s secret is in no line of the log', async () => {
    const { path } = await pages.linked()
    const unknown = `/l/${pages.companyKey}/${'B'.repeat(43)}`
    const payer = new Payer(pages)
    for (const each of [path, unknown]) {
      await payer.get(each)
      await payer.post(each, { nonce: 'forged' })
      await payer.post(`${each}/renew`, { nonce: 'forged' })
    }
    const read = vi.spyOn(pages.test.store, 'read').mockRejectedValue(new Error('the disk is gone'))
    expect((await payer.get(path)).status).toBe(500)
    read.mockRestore()
    const lines = JSON.stringify(pages.test.logged)
    expect(lines).toContain('the disk is gone')
    for (const each of [path, unknown]) expect(lines).not.toContain(each.split('/').at(-1))
  })

  test('a person’s press starts the clock of 24 hours and leads to an address without the token', async () => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const page = await payer.open(path)
    expect(page.status).toBe(200)
    expect(payer.at).toMatch(new RegExp(`^/pay/${pages.companyKey}/[A-Za-z0-9_-]{12}$`))
    expect(page.html).not.toContain(path.split('/').at(-1))
    const link = await linkRow(linkId)
    expect(link.state).toBe('opened')
    expect(link.activeUntilAt! - link.openedAt!).toBe(24 * HOUR)
  })

  test.each<[string, { ageMs?: number; fields?: object; headers?: object }]>([
    ['too fast', { ageMs: 500 }],
    ['after half an hour', { ageMs: 31 * MINUTE }],
    ['without an input event', { fields: { gesture: '' } }],
    ['with the trap filled in', { fields: { website: 'http://spam.example' } }],
    ['by a known scanner', { headers: { 'user-agent': 'Mozilla/5.0 (compatible; Proofpoint URL Defense)' } }],
    ['from another site', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['with a made-up nonce', { fields: { nonce: 'lx3k2j1a.AAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA' } }],
  ])('a press %s starts no clock', async (_, doubtful) => {
    const { linkId, path } = await pages.linked()
    const payer = new Payer(pages)
    const landing = await payer.get(path)
    pages.test.clock.pass(doubtful.ageMs ?? 3000)
    const fields = {
      nonce: fieldOf(landing, 'nonce'),
      gesture: 'pointer',
      website: '',
      ...doubtful.fields,
    }
    const opened = await payer.post(path, fields, { ...doubtful.headers })
    expect(opened.status).toBe(303)
    expect((await linkRow(linkId)).openedAt).toBeNull()
  })

  test('a nonce starts one clock: sent again it is a doubtful open, which still shows the page', async () => {
    const { path, linkId } = await pages.linked()
    const other = await pages.linked()
    const payer = new Payer(pages)
    const landing = await payer.get(path)
    pages.test.clock.pass(3000)
    const fields = { nonce: fieldOf(landing, 'nonce'), gesture: 'key' }
    await payer.post(other.path, fields)
    expect((await linkRow(other.linkId)).openedAt).toBeNull()
    await payer.post(path, fields)
    expect((await linkRow(linkId)).openedAt).not.toBeNull()
    const again = await payer.post(path, fields)
    expect((await payer.get(again.location!)).text).toContain('Pay $228.00')
  })

  test('the ticked box stands for the input event where there are no scripts', async () => {
    const { path, linkId } = await pages.linked()
    const payer = new Payer(pages)
    const landing = await payer.get(path)
    pages.test.clock.pass(3000)
    await payer.post(path, { nonce: fieldOf(landing, 'nonce'), person: 'yes' })
    expect((await linkRow(linkId)).openedAt).not.toBeNull()
  })

  test('after a doubtful open, typing in the fields starts the clock', async () => {
    const { path, linkId } = await pages.linked()
    const payer = new Payer(pages)
    const landing = await payer.get(path)
    const opened = await payer.post(path, { nonce: fieldOf(landing, 'nonce'), gesture: '' })
    const page = await payer.get(opened.location!)
    const begun = (headers: Record<string, string>) =>
      payer.post(`${opened.location}/begun`, { nonce: fieldOf(page, 'nonce') }, headers)
    pages.test.clock.pass(2000)
    expect((await begun({ 'sec-fetch-site': 'cross-site' })).status).toBe(409)
    expect((await linkRow(linkId)).openedAt).toBeNull()
    expect((await begun({ 'sec-fetch-mode': 'cors' })).status).toBe(204)
    expect((await linkRow(linkId)).openedAt).not.toBeNull()
  })

  test('the page without its cookie shows nothing of the link', async () => {
    const { path } = await pages.linked()
    const payer = new Payer(pages)
    await payer.open(path)
    const stranger = await new Payer(pages).get(payer.at)
    expect(stranger.status).toBe(404)
    expect(stranger.text).not.toContain('228')
    const forged = new Payer(pages)
    for (const [name, value] of payer.cookies) forged.cookies.set(name, value.replace(/.$/, '!'))
    expect((await forged.get(payer.at)).status).toBe(404)
  })

  test('links of one company open side by side in one browser', async () => {
    const [one, two] = [await pages.linked(), await pages.linked({ lines: 2 })]
    const payer = new Payer(pages)
    await payer.open(one.path)
    const first = payer.at
    await payer.open(two.path)
    expect((await payer.get(first)).text).toContain('Pay $228.00')
    expect((await payer.get(payer.at)).text).toContain('Pay $456.00')
  })
})
