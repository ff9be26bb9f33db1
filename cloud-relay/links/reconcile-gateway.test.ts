import { expect, test } from 'vitest'
import { GatewayRejected, GatewayUnknown, GatewayUnreachable } from '../gateways/gateway.ts'
import type { Payments } from './payments.ts'
import { createReconciler } from './reconcile-gateway.ts'

function lookedUp(lookUp: Payments['lookUp']) {
  const fails = () => Promise.reject(new Error('not asked here'))
  const payments = {
    lookUp,
    payByFields: fails,
    payByCheckout: fails,
    compare: fails,
    comparePayouts: fails,
    takeWebhook: fails,
  }
  const reconcile = createReconciler({ clock: { now: () => 1_000 } }, payments)
  const signal = new AbortController().signal
  return reconcile({
    companyId: 'c',
    key: 'k',
    payload: { requestId: 'r' },
    attempts: 0,
    enqueuedAt: 0,
    signal,
  })
}

test.each([
  new GatewayRejected(401, 'wrong-key', 'no such key'),
  new GatewayUnknown('timeout'),
  new GatewayUnreachable('refused'),
])('a look that ends in $name is tried again at the usual time', async fault => {
  expect(await lookedUp(() => Promise.reject(fault))).toEqual({ retryAt: 6_000, error: fault.message })
})

test('a fault of our own is not taken for the gateway’s', async () => {
  await expect(lookedUp(() => Promise.reject(new Error('bug')))).rejects.toThrow('bug')
})
