import { expect, test } from 'vitest'
import { deliverWebhooks } from './webhooks.ts'

test('two thousand webhooks, shuffled and doubled: none posted twice, none lost, no cent off', async () => {
  const run = await deliverWebhooks({ deliveries: 2_000, seed: 7 })
  expect(run).toMatchObject({
    deliveries: 2_000,
    captured: 180,
    doubled: 0,
    lost: 0,
    centsOff: 0,
    refused: 0,
  })
}, 120_000)
