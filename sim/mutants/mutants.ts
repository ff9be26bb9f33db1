import { cursorWithoutTag } from './cursor-without-tag.ts'
import { idempotencyBySequence } from './idempotency-by-sequence.ts'
import { knownAskedOutsideSnapshot } from './known-asked-outside-snapshot.ts'
import { leaseRewinds } from './lease-rewinds.ts'
import type { Mutant } from './mutant.ts'
import { outboxDeletedOnAck } from './outbox-deleted-on-ack.ts'
import { ownerRowNotMoved } from './owner-row-not-moved.ts'
import { rebaseForgetsBase } from './rebase-forgets-base.ts'
import { webhookAppliedTwice } from './webhook-applied-twice.ts'

/** Every deliberate mistake. */
export const MUTANTS: readonly Mutant[] = [
  outboxDeletedOnAck,
  cursorWithoutTag,
  idempotencyBySequence,
  knownAskedOutsideSnapshot,
  webhookAppliedTwice,
  ownerRowNotMoved,
  leaseRewinds,
  rebaseForgetsBase,
]
