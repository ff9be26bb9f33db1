import { expect, test } from 'vitest'
import { createNonces } from './nonces.ts'

const ports = (secret = 1) => {
  let now = Date.UTC(2026, 10, 23, 9)
  let drawn = 0
  return {
    clock: { now: () => now },
    random: { bytes: (count: number) => new Uint8Array(count).fill(drawn++) },
    secret: new Uint8Array(32).fill(secret),
    pass: (ms: number) => {
      now += ms
    },
  }
}

test.each([
  [0, 'too-fast'],
  [999, 'too-fast'],
  [1000, 'good'],
  [30 * 60_000, 'good'],
  [30 * 60_000 + 1, 'too-old'],
] as const)('after %i ms a nonce is %s', (ms, verdict) => {
  const given = ports()
  const nonces = createNonces(given)
  const nonce = nonces.make('open', 'link')
  given.pass(ms)
  expect(nonces.judge(nonce, 'open', 'link')).toBe(verdict)
})

test('a nonce is good for its purpose, its subject and its relay only', () => {
  const given = ports()
  const nonces = createNonces(given)
  const nonce = nonces.make('open', 'link')
  given.pass(2000)
  expect(nonces.judge(nonce, 'pay', 'link')).toBe('forged')
  expect(nonces.judge(nonce, 'open', 'another')).toBe('forged')
  expect(createNonces({ ...given, secret: ports(2).secret }).judge(nonce, 'open', 'link')).toBe('forged')
})

test('a changed nonce is forged: its time can’t be moved', () => {
  const given = ports()
  const nonces = createNonces(given)
  const nonce = nonces.make('open', 'link')
  const [time, ...rest] = nonce.split('.')
  const older = [(Number.parseInt(time!, 36) - 5000).toString(36), ...rest].join('.')
  for (const text of [older, `${nonce}A`, nonce.slice(1), '', 'a.b.c', '💐']) {
    expect(nonces.judge(text, 'open', 'link')).toBe('forged')
  }
})
