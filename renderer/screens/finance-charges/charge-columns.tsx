import type { FinanceChargeRow } from '../../../shared/protocol/payment-asks.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import type { Words } from '../../words/use-words.ts'
import { customerMark } from '../customers/customer-mark.ts'
import { shownCents } from './charge-page.ts'

/** What became of a customer's charge in this run: the invoice's number, or why there is none. */
export interface ChargeResult {
  number: string | null
  sentence: string
}

/** The columns of the finance charges, with what became of each in this run. Without a rate nothing can be too little. */
export function chargeColumns(
  { financeCharges: w, parts }: Words,
  results: ReadonlyMap<string, ChargeResult>,
  hasRate: boolean,
): ListColumn<FinanceChargeRow>[] {
  function stateOf({ customerId, skipped, issuedNumbers }: FinanceChargeRow) {
    const result = results.get(customerId)
    if (result) return result.sentence
    if (skipped === 'issued') return w.issued(issuedNumbers)
    if (!hasRate && (skipped === null || skipped === 'nothing')) return w.needsRate
    return skipped === null ? w.ready : w.skipped[skipped]
  }
  const money = (cents: number) => (cents === 0 ? '' : formatCents(cents))
  return [
    {
      id: 'customerName',
      header: w.columns.customer,
      flex: 2,
      minWidth: 170,
      text: row => row.customerName,
      marks: row => customerMark(row.customerId, row.customerName),
    },
    { id: 'code', header: w.columns.code, minWidth: 80, tone: 'mute', text: row => row.code },
    {
      id: 'openCents',
      header: w.columns.openCents,
      align: 'right',
      text: row => formatCents(row.openCents),
    },
    {
      id: 'openCreditsCents',
      header: w.columns.openCreditsCents,
      align: 'right',
      tone: 'mute',
      text: row => money(row.openCreditsCents),
    },
    {
      id: 'basisCents',
      header: w.columns.basisCents,
      align: 'right',
      sortable: false,
      text: row => (row.basisCents === null ? parts.none : formatCents(row.basisCents)),
    },
    {
      id: 'chargeCents',
      header: w.columns.chargeCents,
      align: 'right',
      tone: 'strong',
      text: row => money(shownCents(row)),
    },
    {
      id: 'state',
      header: w.columns.state,
      flex: 2,
      minWidth: 170,
      sortable: false,
      tone: 'mute',
      text: stateOf,
      red: row => results.get(row.customerId)?.number === null,
    },
  ]
}
