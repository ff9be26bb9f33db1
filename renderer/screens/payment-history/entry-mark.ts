import type { DisputeRow } from '../../../shared/domain/dispute/dispute-row.ts'
import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import { entryTag, type WentBack } from '../../../shared/protocol/entry-tag.ts'
import type { Mark, Tone } from '../../parts/mark.ts'
import { statusMark } from '../../parts/status-mark.ts'
import type { Words } from '../../words/use-words.ts'

const TONES: Record<DisputeRow['state'], Tone> = { inquiry: 'amber', open: 'red', won: 'green', lost: 'red' }

/** How a dispute of a payment stands. */
export function disputeMark(w: Words['disputes'], state: DisputeRow['state']): Mark {
  return { tag: TONES[state], text: w.tags[state] }
}

type Entry = Pick<PaymentRow, 'kind' | 'status' | 'refundState' | 'disputeState'>

/** What an entry is and how it stands; a dispute of it tells more than that it is a payment. */
export function entryMark({ disputes, parts }: Words, entry: Entry, wentBack: WentBack): Mark {
  const { status, disputeState } = entry
  if (status === 'posted' && disputeState !== '') return disputeMark(disputes, disputeState)
  return statusMark(parts, entryTag({ ...entry, wentBack }))
}
