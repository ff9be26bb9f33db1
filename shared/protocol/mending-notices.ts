import type { RecoveryReason } from './sync.ts'

/** What a daily proof mended. */
export interface MendingNotice {
  at: number
  rows: number
}

/** What a recovery did, for one sentence to the user. */
export interface RecoveryNotice {
  at: number
  reason: RecoveryReason
  /** The database as it was before, in the profile's folder. */
  salvageFile: string
  /** Commands that the relay did not have and that are sent again. */
  resentCount: number
}
