import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import type { OrderCredit } from '../../../shared/protocol/order-asks.ts'
import { useAsk } from '../../app/use-ask.ts'
import { formatCents } from '../../parts/format-money.ts'
import { useSession } from '../../store/session.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import { CreditHelp } from './credit-help.tsx'
import type { OrderDesk } from './order-desk.ts'
import classes from './order-form.module.css'

/** Says while an order is entered what confirming it will be refused for, and leads to who can help. */
export function CreditNotice({
  desk,
  order,
  customer,
}: {
  desk: OrderDesk
  order: OrderRow
  customer: CustomerRow
}) {
  const words = useWords()
  const w = words.orderEntry
  const { data: credit } = useAsk('orders.credit', { orderId: order.id })
  const trouble = useStore(desk.store, state => state.trouble)
  const refusedFor = trouble?.kind === 'refused' ? trouble.refusal.code : ''
  const stale =
    credit !== undefined &&
    ((CREDIT_CODES.includes(refusedFor) && !isRefused(credit)) ||
      (refusedFor === 'payment-required' && credit.prepaidCents >= order.totalCents))
  useEffect(() => {
    // What a press was refused for does not hold any more: an override or a payment came.
    if (stale) desk.report(null)
  }, [stale, desk])
  if (!credit) return null
  const sentences = creditSentences(credit, order, w)
  const refused = isRefused(credit)
  const overridden = credit.overrideCents !== null
  if (sentences.length === 0 && !overridden) return null
  return (
    <div className={`${classes.notice} ${refused ? classes.warned : classes.eased}`} role="status">
      <span>
        {sentences.map(sentence => (
          <span key={sentence} className={classes.sentence}>
            {sentence}
          </span>
        ))}
        {overridden && <OverrideText credit={credit} />}
        {refused && credit.asked && <span className={classes.sentence}>{w.asked}</span>}
      </span>
      {refused && (
        <CreditHelp order={order} customer={customer} credit={credit} shortCents={credit.shortCents} />
      )}
    </div>
  )
}

const CREDIT_CODES: readonly string[] = ['credit-hold', 'over-credit-limit']

/** What is short beyond the override of today. */
function leftShort({ shortCents, overrideCents }: OrderCredit): number {
  return Math.max(0, shortCents - (overrideCents ?? 0))
}

/** True when credit alone refuses the order now. */
function isRefused(credit: OrderCredit): boolean {
  return (credit.creditHold && credit.overrideCents === null) || leftShort(credit) > 0
}

function creditSentences(credit: OrderCredit, order: OrderRow, w: Words['orderEntry']): string[] {
  const sentences: string[] = []
  if (credit.creditHold && credit.overrideCents === null) sentences.push(w.onCreditHold)
  if (leftShort(credit) > 0) sentences.push(w.beyondCredit(formatCents(leftShort(credit))))
  if (!credit.paymentRequired || order.totalCents === 0) return sentences
  const there = formatCents(credit.prepaidCents)
  const covered = credit.prepaidCents >= order.totalCents
  sentences.push(covered ? w.prepaid(there) : w.paysFirst(formatCents(order.totalCents), there))
  return sentences
}

function OverrideText({ credit }: { credit: OrderCredit }) {
  const w = useWords().orderEntry
  const today = useSession(state => state.session?.today)
  const amount = credit.overrideCents ?? 0
  const granted = credit.overrides.find(one => one.grantedOn === today && one.amountCents === amount)
  return (
    <span className={classes.sentence}>
      {w.overrideStands(formatCents(amount), granted?.grantedByName ?? '')}
    </span>
  )
}
