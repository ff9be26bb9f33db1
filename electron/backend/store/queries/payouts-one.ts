import { sumCents } from '../../../../shared/domain/money.ts'
import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import type { PayoutEntryRow, PayoutRow } from '../../../../shared/domain/payout/payout-row.ts'
import type { PayoutView } from '../../../../shared/protocol/link-money-asks.ts'
import type { QueryContext } from './query-context.ts'

/** `payouts.one`: a payout with the movements that add up to it; null where the asker may see none. */
export function payoutsOne(q: QueryContext, payoutId: string): PayoutView | null {
  if (q.ownerId !== null) return null
  const payout = q.rows.answer({ kind: 'row', table: 'payouts', id: payoutId }) as PayoutRow | null
  if (!payout) return null
  const entries = (
    q.rows.answer({
      kind: 'rows',
      table: 'payout_entries',
      ref: 'payoutId',
      value: payoutId,
    }) as PayoutEntryRow[]
  )
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map(entry => ({ ...entry, ...ofPayment(q, entry.paymentId) }))
  return {
    payout,
    entries,
    grossCents: sumCents(entries.map(({ grossCents }) => grossCents)),
    feeCents: sumCents(entries.map(({ feeCents }) => feeCents)),
    netCents: sumCents(entries.map(({ netCents }) => netCents)),
  }
}

function ofPayment(q: QueryContext, paymentId: string | null): { number: string; customerName: string } {
  const payment =
    paymentId === null
      ? null
      : (q.rows.answer({ kind: 'row', table: 'payments', id: paymentId }) as PaymentRow | null)
  if (!payment) return { number: '', customerName: '' }
  const customer = q.rows.answer({ kind: 'row', table: 'customers', id: payment.customerId })
  return { number: payment.number, customerName: (customer as { name: string } | null)?.name ?? '' }
}
