import type { Store } from '../ports.ts'
import { stripeName } from './company-gateways.ts'
import type { WebhookRefusal } from './gateway.ts'
import type { PaymentsVault } from './payments-vault.ts'
import { readPlatformEvent } from './stripe/read-event.ts'
import { isTestKey } from './stripe/stripe-config.ts'
import type { PlatformKeys } from './stripe/stripe-platform.ts'

/**
 * Finds whose account a report to the platform's one endpoint is about; null for one that is about no company of this relay.
 * The company's own adapter checks it again, signature and account, before anything is done.
 */
export type FindReported = (
  rawBody: Uint8Array,
  headers: Headers,
) => Promise<{ companyId: string } | WebhookRefusal | null>

/** Finds it by the account that the event names. */
export function createFindReported(parts: {
  store: Store
  vault: PaymentsVault
  platform: PlatformKeys
  now: () => number
}): FindReported {
  const { store, vault, platform, now } = parts
  const isLive = !isTestKey(platform.secretKey)
  return async (rawBody, headers) => {
    const event = readPlatformEvent(rawBody, headers, { ...platform, isLive, now })
    if (event === null || 'refused' in event) return event
    const gateway = stripeName(platform, event.accountId)
    const companyId = await store.read(sql => vault.companyWith(sql, gateway))
    return companyId === null ? null : { companyId }
  }
}
