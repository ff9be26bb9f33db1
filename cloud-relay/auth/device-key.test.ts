import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { isSignedBy, parseDeviceKey } from './device-key.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const der = publicKey.export({ format: 'der', type: 'spki' })
const raw = der.subarray(-32)

test.each([
  ['SPKI', der.toString('base64')],
  ['its 32 bytes', raw.toString('base64')],
  ['base64url', raw.toString('base64url')],
])('a key is taken as %s', (_, text) => {
  const signature = sign(null, Buffer.from('text'), privateKey).toString('base64')
  expect(isSignedBy(text, 'text', signature)).toBe(true)
  expect(isSignedBy(text, 'other text', signature)).toBe(false)
})

test('a key of another kind is none', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
  expect(parseDeviceKey(ec.export({ format: 'der', type: 'spki' }).toString('base64'))).toBeNull()
  expect(parseDeviceKey('')).toBeNull()
  expect(parseDeviceKey(Buffer.alloc(44).toString('base64'))).toBeNull()
})

test('what is no signature signs nothing', () => {
  expect(isSignedBy(raw.toString('base64'), 'text', '')).toBe(false)
  expect(isSignedBy(raw.toString('base64'), 'text', Buffer.alloc(64).toString('base64'))).toBe(false)
})
