import type { FoundDocument } from '../../shared/protocol/find-asks.ts'
import { isTypedAmount } from './is-typed-amount.ts'
import { isCurrent, useAsk } from './use-ask.ts'

/** A document found by an amount: `cents` stands beside it. */
export type AmountHit = Pick<FoundDocument, 'kind' | 'id' | 'number' | 'customerName' | 'cents'>

/**
 * Documents with an amount, found by the questions of the lists; nothing while no amount is typed. `isCurrent` once
 * they are those of `search`.
 */
export function useAmountHits(
  search: string,
  limit: number,
  maySeeMoney: boolean,
): { hits: AmountHit[]; isCurrent: boolean } {
  const isAmount = isTypedAmount(search)
  const ofMoney = { enabled: isAmount && maySeeMoney }
  const orders = useAsk('orders.summary', { search, limit }, { enabled: isAmount })
  const invoices = useAsk('invoices.open', { search, limit }, ofMoney)
  const payments = useAsk('payments.history', { search, limit }, ofMoney)
  if (!isAmount) return { hits: [], isCurrent: true }
  const hits = [
    ...(orders.data?.rows ?? []).map(row => ({
      kind: 'order' as const,
      id: row.orderId,
      number: row.number,
      customerName: row.customerName,
      cents: row.totalCents,
    })),
    ...((maySeeMoney && invoices.data?.rows) || []).map(row => ({
      kind: 'invoice' as const,
      id: row.invoiceId,
      number: row.number,
      customerName: row.customerName,
      cents: row.openCents,
    })),
    ...((maySeeMoney && payments.data?.rows) || []).map(row => ({
      kind: 'payment' as const,
      id: row.paymentId,
      number: row.number,
      customerName: row.customerName,
      cents: row.totalCents,
    })),
  ]
  return { hits, isCurrent: [orders, invoices, payments].every(isCurrent) }
}
