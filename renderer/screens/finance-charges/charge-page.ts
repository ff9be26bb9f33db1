import type { FinanceChargeRow } from '../../../shared/protocol/payment-asks.ts'
import type { PageRequest } from '../../app/use-list.ts'

/** A page of rows that are all there, sorted as the list asks. */
export function chargePage(
  rows: readonly FinanceChargeRow[],
  { sort, descending, offset, limit }: PageRequest,
): { rows: FinanceChargeRow[]; count: number } {
  const sign = descending ? -1 : 1
  const sorted = rows.toSorted((a, b) => sign * compare(a, b, sort) || (a.customerId < b.customerId ? -1 : 1))
  return { rows: sorted.slice(offset, offset + limit), count: rows.length }
}

/** A percentage as typed (`1.5`) in basis points; null when it is none between 0.01 and 100. */
export function readRate(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim())
  if (!match) return null
  const bps = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return bps >= 1 && bps <= 10_000 ? bps : null
}

function compare(a: FinanceChargeRow, b: FinanceChargeRow, column: string): number {
  if (column === 'openCents' || column === 'openCreditsCents' || column === 'chargeCents')
    return a[column] - b[column]
  return column === 'code' ? a.code.localeCompare(b.code) : a.customerName.localeCompare(b.customerName)
}
