import { sumCents } from '../../../shared/domain/money.ts'
import { isBusinessDate } from '../../../shared/lib/dates.ts'
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

/** Whether charges of this day would be dated later than today, which is said before they are made. */
export function isLater(on: string, today: string): boolean {
  return isBusinessDate(on) && on > today
}

/** What the list shows as a customer's charge: what will be charged, or what was for this month. */
export function shownCents(row: Pick<FinanceChargeRow, 'chargeCents' | 'issuedCents'>): number {
  return row.chargeCents === 0 ? (row.issuedCents ?? 0) : row.chargeCents
}

/** The sums under the list: how many will be charged, how many were, and both together in money. */
export function chargeTotals(
  rows: readonly Pick<FinanceChargeRow, 'chargeCents' | 'issuedCents' | 'skipped'>[],
): { toCharge: number; charged: number; cents: number } {
  return {
    toCharge: rows.filter(row => row.skipped === null).length,
    charged: rows.filter(row => row.issuedCents !== null).length,
    cents: sumCents(rows.map(shownCents)),
  }
}

/** A percentage as typed (`1.5`) in basis points; null when it is none between 0.01 and 100. */
export function readRate(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim())
  if (!match) return null
  const bps = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
  return bps >= 1 && bps <= 10_000 ? bps : null
}

function compare(a: FinanceChargeRow, b: FinanceChargeRow, column: string): number {
  if (column === 'chargeCents') return shownCents(a) - shownCents(b)
  if (column === 'openCents' || column === 'openCreditsCents') return a[column] - b[column]
  return column === 'code' ? a.code.localeCompare(b.code) : a.customerName.localeCompare(b.customerName)
}
