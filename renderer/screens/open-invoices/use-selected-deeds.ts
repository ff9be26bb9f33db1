import type { InvoiceListRow } from '../../../shared/protocol/list-rows.ts'
import { pathTo } from '../../app/router.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'

/**
 * What the buttons over and under the list do, which is the same: for the selected invoices while there are any. `whyNo…` says
 * why one can't be pressed.
 */
export function useSelectedDeeds(selected: readonly InvoiceListRow[]) {
  const w = useWords().invoices
  const whyNot = useWhyNot()
  const invoiceIds = selected.map(row => row.invoiceId)
  const customers = new Set(selected.map(row => row.customerId)).size
  const query: Record<string, string> = selected[0]
    ? { customer: selected[0].customerId, invoices: invoiceIds.join(',') }
    : {}
  return {
    invoiceIds,
    customers,
    receivePath: pathTo('receivePayment', {}, query),
    whyNoPayment: whyNot('payments.receive') ?? (customers > 1 ? w.oneCustomerOnly : undefined),
    whyNoLinks: whyNot('receivables.send'),
  }
}
