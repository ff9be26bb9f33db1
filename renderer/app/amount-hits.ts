import type { FoundDocument } from '../../shared/protocol/find-asks.ts'
import { isTypedAmount } from './is-typed-amount.ts'
import { useAsk } from './use-ask.ts'

/** A document found by an amount: `cents` stands beside it. */
export type AmountHit = Pick<FoundDocument, 'kind' | 'id' | 'number' | 'customerName' | 'cents'>

/** Documents with an amount, found by the questions of the lists; nothing while no amount is typed. */
export function useAmountHits(search: string, limit: number, maySeeMoney: boolean): AmountHit[] {
  const isAmount = isTypedAmount(search)
  const ofMoney = { enabled: isAmount && maySeeMoney }
  const orders = useAsk('orders.summary', { search, limit }, { enabled: isAmount }).data
  const invoices = useAsk('invoices.open', { search, limit }, ofMoney).data
  const payments = useAsk('payments.history', { search, limit }, ofMoney).data
  if (!isAmount) return []
  return [
    ...(orders?.rows ?? []).map(row => ({
      kind: 'order' as const,
      id: row.orderId,
      number: row.number,
      customerName: row.customerName,
      cents: row.totalCents,
    })),
    ...((maySeeMoney && invoices?.rows) || []).map(row => ({
      kind: 'invoice' as const,
      id: row.invoiceId,
      number: row.number,
      customerName: row.customerName,
      cents: row.openCents,
    })),
    ...((maySeeMoney && payments?.rows) || []).map(row => ({
      kind: 'payment' as const,
      id: row.paymentId,
      number: row.number,
      customerName: row.customerName,
      cents: row.totalCents,
    })),
  ]
}
