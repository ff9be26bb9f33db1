import { expect, test } from 'vitest'
import { checkWebhookSignature, signWebhook } from './webhook-signature.ts'

const payload = new TextEncoder().encode('{"id":"evt_1"}')
const at = 1_789_387_200_000
// From `printf '1789387200.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_known`.
const known = 't=1789387200,v1=a32b4f0fe0cc059b89701a9c2cf38c6ad8259a2000568dffeac7cfdc6df94661'

test('the signature is HMAC-SHA256 over time and payload', () => {
  expect(signWebhook(payload, 'whsec_known', at + 999)).toBe(known)
  expect(checkWebhookSignature(payload, known, ['whsec_known'], at)).toBeNull()
})

test('while a secret is being replaced, either one and any of several signatures is good', () => {
  expect(checkWebhookSignature(payload, known, ['whsec_new', 'whsec_known'], at)).toBeNull()
  const [time, signature] = known.split(',')
  expect(
    checkWebhookSignature(payload, `${time},v1=00ff,v0=junk, ${signature}`, ['whsec_known'], at),
  ).toBeNull()
  expect(checkWebhookSignature(payload, known, [], at)).toBe('bad-signature')
})

test('300 s either way is in time, 301 s is not', () => {
  const check = (now: number) => checkWebhookSignature(payload, known, ['whsec_known'], now)
  expect([check(at + 300_000), check(at - 300_000)]).toEqual([null, null])
  expect([check(at + 301_000), check(at - 301_000)]).toEqual(['stale', 'from-the-future'])
})

test('a header without a time or a signature is unsigned; another time is not what was signed', () => {
  const check = (header: string | null) => checkWebhookSignature(payload, header, ['whsec_known'], at)
  expect([check(null), check(''), check('t=1789387200'), check('v1=00'), check('t=1e9,v1=00')]).toEqual(
    Array(5).fill('unsigned'),
  )
  expect(check(known.replace('t=1789387200', 't=1789387201'))).toBe('bad-signature')
})
