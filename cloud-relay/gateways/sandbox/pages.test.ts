import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createPayer, type Payer } from '../conformance/payer.ts'
import { makeSandboxHarness, type SandboxHarness } from '../sandbox-harness.ts'

let harness: SandboxHarness
let payer: Payer
const returnUrl = 'http://pay.example/back'
const card = (number: string) => ({ number, expiry: '12 / 34', cvc: '123' })

beforeEach(async () => {
  harness = await makeSandboxHarness()
  payer = createPayer(harness)
})
afterEach(() => harness.stop())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, harness.sandbox.baseUrl), { headers, redirect: 'manual' })
const post = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })

async function openCheckout(reference: string, lifeMs = 600_000) {
  const { id } = await payer.open(reference)
  const order = { attemptId: id, returnUrl, language: 'en' as const, expiresAt: harness.now() + lifeMs }
  const opened = await harness.gateway.hostedCheckout(order)
  if ('refused' in opened) throw new Error(opened.refused)
  const url = new URL(opened.url)
  const key = url.searchParams.get('key')!
  return {
    id,
    url: opened.url,
    pay: (number: string) => post(`${url.origin}${url.pathname}`, { key, method: 'card', ...card(number) }),
  }
}

describe('fields', () => {
  const fields = (query = '') => {
    const { fields: place } = harness.gateway.capabilities()
    return get(`${place.kind === 'frame' ? place.url : ''}${query}`)
  }

  test('the page may be framed by the payment page alone, says that it is a test, and is not kept', async () => {
    const page = await fields()
    expect(page.status).toBe(200)
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain('frame-ancestors http://pay.example')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(await page.text()).toContain('TEST — no real money moves')
  })

  test('another parent, a wrong key and a method the account has not are refused', async () => {
    harness.sandbox.ensureAccount({ ...harness.account, methods: ['card'] })
    expect((await fields('&method=card')).status).toBe(200)
    for (const query of ['&parent=http://evil.example', '&method=ach']) {
      const page = await fields(query)
      expect(page.status).toBe(404)
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    }
    expect((await get('/fields?key=pk_wrong')).status).toBe(404)
  })

  test('it speaks Spanish', async () => {
    expect(await (await fields('&lang=es-MX')).text()).toContain('Número de tarjeta')
  })

  test('the script stands alone: it names nothing from outside the browser', async () => {
    const script = await (await get('/fields.js')).text()
    expect(() => new Function(script)).not.toThrow()
    expect(script).not.toMatch(/\b(__vi|import|require|process)\w*\b/)
  })

  test('another host name for the address is turned away', async () => {
    const answer = await harness.sandbox.app.request('http://rebound.example/fields')
    expect(answer.status).toBe(421)
  })
})

describe('tokens', () => {
  const tokenize = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${harness.sandbox.baseUrl}/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ key: harness.account.publishableKey, kind: 'card', ...body }),
    })

  test.each([
    ['a real card', card('4111111111111111'), 'not-a-test-number'],
    ['half a number', card('4242'), 'number'],
    ['a card past its month', { ...card('4242424242424242'), expiry: '0826' }, 'expiry'],
    ['a thirteenth month', { ...card('4242424242424242'), expiry: '1334' }, 'expiry'],
    ['a short code', { ...card('378282246310005'), cvc: '123' }, 'cvc'],
  ])('%s is refused', async (_name, body, code) => {
    const answer = await tokenize(body)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ code })
  })

  test('a card of this month is taken, and the answer holds no number', async () => {
    const answer = await tokenize({ ...card('4242 4242 4242 4242'), expiry: '09 / 26' })
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ method: { kind: 'card', brand: 'visa', last4: '4242' } })
    expect(text.replaceAll(' ', '')).not.toContain('42424242')
  })

  test('other pages’ scripts can’t make tokens', async () => {
    expect((await tokenize(card('4242424242424242'), { origin: 'http://evil.example' })).status).toBe(403)
    expect((await tokenize(card('4242424242424242'), { origin: harness.sandbox.publicOrigin })).status).toBe(
      200,
    )
  })
})

describe('the checkout without scripts', () => {
  test('it takes a card and leads back; a second press of Pay charges nothing more', async () => {
    const checkout = await openCheckout('req-1')
    const page = await get(checkout.url)
    const text = await page.text()
    expect(page.status).toBe(200)
    expect(text).toContain('$3,044.50')
    expect(text).toContain('TEST — no real money moves')
    expect(text).not.toContain('<script')
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' http://pay.example;")
    for (let press = 0; press < 2; press++) {
      const paid = await checkout.pay('4242 4242 4242 4242')
      expect([paid.status, paid.headers.get('location')]).toEqual([303, returnUrl])
    }
    expect(await payer.state(checkout.id)).toMatchObject({ state: 'succeeded', method: { last4: '4242' } })
    expect(await harness.deliveries()).toHaveLength(1)
    expect((await get(checkout.url)).headers.get('location')).toBe(returnUrl)
  })

  test('a form that is none leads nowhere, and is no fault of the gateway', async () => {
    const { url } = await openCheckout('no-form')
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const { origin, pathname } = new URL(url)
    for (const path of [pathname, '/challenge/att_1']) {
      const page = await fetch(`${origin}${path}`, { method: 'POST', headers, body: 'method=card' })
      expect(page.status).toBe(404)
    }
  })

  test('opening it changes nothing', async () => {
    const checkout = await openCheckout('req-1')
    const before = await harness.gateway.listSince(null)
    await get(checkout.url)
    await fetch(checkout.url, { method: 'HEAD' })
    expect(await harness.gateway.listSince(null)).toEqual(before)
  })

  test('a decline is said in general words without the number, and another card may pay', async () => {
    const checkout = await openCheckout('req-1')
    const declined = await checkout.pay('4000000000009995')
    const text = await declined.text()
    expect(declined.status).toBe(422)
    expect(text).toContain('The payment was declined. Nothing was charged.')
    expect(text).not.toMatch(/value="4000|insufficient-funds/)
    expect((await checkout.pay('4242424242424242')).status).toBe(303)
  })

  test('a real card is refused and nothing is tried', async () => {
    const checkout = await openCheckout('req-1')
    const refused = await checkout.pay('4111111111111111')
    expect(refused.status).toBe(422)
    expect(await refused.text()).not.toContain('4111111111111111')
    expect(await payer.state(checkout.id)).toMatchObject({ state: 'created' })
  })

  test('after five declines it takes no more cards', async () => {
    const checkout = await openCheckout('req-1')
    for (let nth = 0; nth < 5; nth++) await checkout.pay('4000000000000002')
    expect(await (await checkout.pay('4242424242424242')).text()).toContain('declined too often')
    expect(await payer.state(checkout.id)).toMatchObject({ state: 'declined' })
  })

  test('a challenge comes between, and leads back', async () => {
    const checkout = await openCheckout('req-1')
    const asked = await checkout.pay('4000002760003184')
    const actionUrl = asked.headers.get('location')!
    const page = await get(actionUrl)
    expect(await page.text()).toContain('TEST — no real money moves')
    await harness.answerChallenge(actionUrl, true)
    expect(await payer.state(checkout.id)).toMatchObject({ state: 'succeeded' })
  })

  test('it ends at its time, and without its key it does not exist', async () => {
    const checkout = await openCheckout('req-1', 60_000)
    expect((await get(`/checkout/${checkout.id}?key=key_wrong`)).status).toBe(404)
    expect((await get(`/checkout/${checkout.id}`)).status).toBe(404)
    await harness.passTime(60_000)
    expect((await get(checkout.url)).status).toBe(404)
    expect((await checkout.pay('4242424242424242')).status).toBe(404)
    expect(await payer.state(checkout.id)).toMatchObject({ state: 'created' })
  })

  test('a canceled attempt has no checkout', async () => {
    const { id } = await payer.open('req-1')
    await harness.gateway.cancel(id)
    const order = { attemptId: id, returnUrl, language: 'en' as const, expiresAt: harness.now() + 1 }
    expect(await harness.gateway.hostedCheckout(order)).toEqual({ refused: 'attempt-closed' })
  })
})

test('the challenge of an abandoned card can’t approve the next one', async () => {
  const first = await payer.paid('req-1', 'challenge')
  await payer.confirm(first.id, 'challenge', 2)
  expect((await get(first.actionUrl!)).status).toBe(404)
  await expect(harness.answerChallenge(first.actionUrl!, true)).rejects.toThrow('404')
  expect(await payer.state(first.id)).toMatchObject({ state: 'requires-action' })
})
