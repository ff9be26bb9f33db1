import type { PayoutRow } from '../../../shared/domain/payout/payout-row.ts'
import type { LinkPaymentState } from '../../../shared/protocol/link-money-asks.ts'
import { Tag, type Tone } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'

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
export function LinkPaymentTag({ state }: { state: LinkPaymentState }) {
  const w = useWords().linkMoney
  return (
    <Tag tone={TONES[state]} {...(state === 'processing' ? { title: w.processingHint } : {})}>
      {w.states[state]}
    </Tag>
  )
}

/** How a payout stands. */
export function PayoutTag({ state }: { state: PayoutRow['state'] }) {
  const w = useWords().linkMoney
  return <Tag tone={PAYOUT_TONES[state]}>{w.payoutStates[state]}</Tag>
}
