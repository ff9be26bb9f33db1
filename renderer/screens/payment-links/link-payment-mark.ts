import type { PayoutRow } from '../../../shared/domain/payout/payout-row.ts'
import type { LinkPaymentState } from '../../../shared/protocol/link-money-asks.ts'
import type { Mark, Tone } from '../../parts/mark.ts'
import type { Words } from '../../words/use-words.ts'

const TONES: Record<LinkPaymentState, Tone> = {
  processing: 'amber',
  captured: 'green',
  'refund-pending': 'amber',
  'part-refunded': 'blue',
  refunded: 'blue',
  disputed: 'red',
  'taken-back': 'red',
}

const PAYOUT_TONES: Record<PayoutRow['state'], Tone> = {
  pending: 'amber',
  paid: 'green',
  failed: 'red',
  canceled: 'grey',
}

/** How a payment by link stands. */
export function linkPaymentMark(w: Words['linkMoney'], state: LinkPaymentState): Mark {
  const title = state === 'processing' ? w.processingHint : undefined
  return { tag: TONES[state], text: w.states[state], title }
}

/** How a payout stands. */
export function payoutMark(w: Words['linkMoney'], state: PayoutRow['state']): Mark {
  return { tag: PAYOUT_TONES[state], text: w.payoutStates[state] }
}
