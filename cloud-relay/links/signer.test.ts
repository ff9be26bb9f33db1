import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSigner } from './signer.ts'

const secret = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7 + 3) % 256)

test.each([32, 64, 65, 200])('signs as HMAC-SHA256 does, with a secret of %i bytes', length => {
  const key = createHmac('sha256', secret(length)).update('florin:nonce').digest()
  const expected = createHmac('sha256', key).update('ñandú 花').digest().subarray(0, 16).toString('base64url')
  expect(createSigner(secret(length), 'nonce').sign('ñandú 花')).toBe(expected)
})

test('a signature fits its text, purpose and secret, and no other', () => {
  const signer = createSigner(secret(32), 'nonce')
  const signature = signer.sign('text')
  expect(signer.fits('text', signature)).toBe(true)
  expect(signer.fits('texts', signature)).toBe(false)
  expect(signer.fits('text', signature.slice(0, -1))).toBe(false)
  expect(signer.fits('text', '')).toBe(false)
  expect(createSigner(secret(32), 'visit').fits('text', signature)).toBe(false)
  expect(createSigner(secret(33), 'nonce').fits('text', signature)).toBe(false)
})
