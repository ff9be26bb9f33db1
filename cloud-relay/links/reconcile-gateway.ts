import { GatewayRejected, GatewayUnknown, GatewayUnreachable } from '../gateways/gateway.ts'
import type { JobHandler } from '../ports.ts'
import type { Payments } from './payments.ts'

/** Waits between looks at a payment under way: soon at first, then every 5 minutes for a day, then hourly. */
const WAITS_MS = [5_000, 10_000, 30_000, 60_000, 120_000]
const FIVE_MINUTES_MS = 300_000
const HOUR_MS = 3_600_000
const LOOKS_A_DAY = 288

/**
 * The handler of `gateway.reconcile` jobs: looks a payment up until it is known what became of it, and compares all of
 * them with the gateway every night.
 */
export function createReconciler(ports: { clock: { now(): number } }, payments: Payments): JobHandler {
  return async job => {
    const { requestId, compare } = job.payload
    const retryAt = ports.clock.now() + waitMs(job.attempts)
    try {
      if (compare === 'payouts') {
        await payments.comparePayouts(job.companyId)
        return { done: true }
      }
      if (requestId === undefined) {
        await payments.compare(job.companyId)
        return { done: true }
      }
      const isOver = await payments.lookUp(job.companyId, requestId)
      return isOver ? { done: true } : { retryAt, error: 'not final yet' }
    } catch (error) {
      const isLost = error instanceof GatewayUnreachable || error instanceof GatewayUnknown
      // A key that was changed, an account that is closed for a while: a payment is looked up until its end is known.
      if (!isLost && !(error instanceof GatewayRejected)) throw error
      return { retryAt, error: error.message }
    }
  }
}

function waitMs(attempts: number): number {
  return WAITS_MS[attempts] ?? (attempts < LOOKS_A_DAY ? FIVE_MINUTES_MS : HOUR_MS)
}
