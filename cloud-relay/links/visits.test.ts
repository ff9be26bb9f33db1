import { expect, test } from 'vitest'
import { createVisits } from './visits.ts'

const company = '01a207a2-3280-7dd6-83c7-ac1075158362'
const link = '01a207a2-3280-7892-bb0c-0dc984f8d6bb'
const other = '01a207a2-3280-7892-bb0c-0dc984f8d6bc'
let now = Date.UTC(2026, 10, 23, 9)
const visitsAt = (publicUrl: string, secret = 1) =>
  createVisits({
    clock: { now: () => now },
    random: { bytes: count => crypto.getRandomValues(new Uint8Array(count)) },
    secret: new Uint8Array(32).fill(secret),
    publicUrl,
  })
const visits = visitsAt('https://pay.example')
const begun = (from = visits, linkId = link) => {
  const visit = from.begin(company, linkId, 'mail')
  const cookie = from.cookieOf(visit)
  return { visit, cookie, pair: cookie.split('; ')[0]! }
}

test('a visit comes back from its cookie, among others', () => {
  const { visit, pair } = begun()
  expect(visits.read(`theme=dark; ${pair}; a=b`, company, visit.slug)).toEqual(visit)
  expect(visits.slugHeld(pair, company, link)).toBe(visit.slug)
})

test('the cookie is held to the host and out of reach of scripts; on loopback without TLS as far as http goes', () => {
  expect(begun().cookie).toMatch(
    /^__Host-florin-[\w-]{12}=.*; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
  )
  const plain = begun(visitsAt('http://127.0.0.1:8787')).cookie
  expect(plain).toMatch(/^florin-[\w-]{12}=.*; HttpOnly; SameSite=Lax$/)
})

test('a changed cookie, another link’s and another relay’s open nothing', () => {
  const { visit, pair } = begun()
  const foreign = begun(visits, other)
  const renamed = `__Host-florin-${visit.slug}=${foreign.pair.split('=')[1]}`
  for (const cookie of [pair.replace(link, other), pair.slice(0, -1), renamed, '', undefined]) {
    expect(visits.read(cookie, company, visit.slug)).toBeNull()
  }
  expect(visitsAt('https://pay.example', 2).read(pair, company, visit.slug)).toBeNull()
  expect(visits.read(pair, other, visit.slug)).toBeNull()
  expect(visits.slugHeld(pair, company, other)).toBeNull()
})

test('a visit ends after two days', () => {
  const { visit, pair } = begun()
  now += 2 * 86_400_000
  expect(visits.read(pair, company, visit.slug)).not.toBeNull()
  now += 1
  expect(visits.read(pair, company, visit.slug)).toBeNull()
})
