import { expect, test } from 'vitest'
import { type Gateway, GatewayRejected, GatewayUnreachable } from '../gateways/gateway.ts'
import { createForgetter } from './forget-method.ts'

const DAY = 86_400_000
const NOW = 30 * DAY

function forgotten(ageMs: number, forget: (() => Promise<void>) | null) {
  const gateway = { saving: { forget } } as unknown as Gateway
  const all = forget === null ? [] : [{ name: 'stripe:live:acct_1', gateway }]
  const forgetter = createForgetter(
    { clock: { now: () => NOW } },
    { gatewaysOf: async () => ({ active: null, all }) },
  )
  return forgetter({
    companyId: 'c',
    key: 'k',
    payload: { gateway: 'stripe:live:acct_1', methodId: 'pm_1' },
    attempts: 0,
    enqueuedAt: NOW - ageMs,
    signal: new AbortController().signal,
  })
}

test('a method is forgotten once', async () => {
  expect(await forgotten(0, async () => undefined)).toEqual({ done: true })
})

test('without keys it is tried again for a week, and then given up with what is left at the gateway', async () => {
  const revoked = () => Promise.reject(new GatewayRejected(401, 'wrong-key', 'no such key'))
  for (const forget of [null, revoked]) {
    expect(await forgotten(6 * DAY, forget)).toMatchObject({ retryAt: NOW + 60_000 })
    expect(await forgotten(7 * DAY, forget)).toEqual({
      failed: expect.stringContaining('pm_1 was not removed at stripe:live:acct_1'),
    })
  }
})

test('a gateway that does not answer is asked as often as it takes', async () => {
  const down = () => Promise.reject(new GatewayUnreachable('refused'))
  expect(await forgotten(20 * DAY, down)).toMatchObject({ retryAt: NOW + 60_000 })
})
