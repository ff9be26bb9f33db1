import { expect, test } from 'vitest'
import { runChaos } from './run-chaos.ts'

test('what a desktop acknowledged survives kills of it and of the relay', { timeout: 120_000 }, async () => {
  const { losses, summary } = await runChaos({ engine: 'sqlite', cycles: 6, seed: 7, say: () => undefined })
  expect(losses, summary).toEqual([])
})
