import { expect, test } from 'vitest'
import { createKeyRing, SealBroken } from './key-ring.ts'

const one = { id: 'one', key: new Uint8Array(32).fill(1) }
const two = { id: 'two', key: new Uint8Array(32).fill(2) }

test('what was sealed opens for what it is about, and shows nothing of itself', () => {
  const ring = createKeyRing([one])
  const sealed = ring.seal('sk_live_rose', 'company stripe')
  expect(ring.open(sealed, 'company stripe')).toBe('sk_live_rose')
  expect(sealed).not.toContain('rose')
  expect(ring.seal('sk_live_rose', 'company stripe')).not.toBe(sealed)
})

test('a new key seals, the old one still opens', () => {
  const sealed = createKeyRing([one]).seal('secret', 'about')
  const both = createKeyRing([two, one])
  expect(both.open(sealed, 'about')).toBe('secret')
  expect(both.keyIdOf(both.seal('secret', 'about'))).toBe('two')
  expect(() => createKeyRing([two]).open(sealed, 'about')).toThrow(SealBroken)
})

test('another subject and changed bytes are refused', () => {
  const ring = createKeyRing([one])
  const sealed = ring.seal('secret', 'company a')
  expect(() => ring.open(sealed, 'company b')).toThrow(SealBroken)
  const at = sealed.length - 8
  const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`
  expect(() => ring.open(changed, 'company a')).toThrow(SealBroken)
  expect(() => ring.open('nonsense', 'company a')).toThrow(SealBroken)
})
