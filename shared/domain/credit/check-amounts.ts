import { MAX_CENTS } from '../../lib/parse.ts'
import type { ReadSoFar } from '../command.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sumCents } from '../money.ts'
import { lineUnits } from '../order/order-totals.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { CreditLine, CreditRow, CreditStatus } from './credit-row.ts'

/** Credits that take of their invoice's total while they stand so. */
const LIVE: readonly CreditStatus[] = ['new', 'pending-review', 'resubmitted', 'approved']
const APPROVED: readonly CreditStatus[] = ['approved']

/** What `checkAmounts` reads for a credit on this invoice; null is a stand-alone one. */
export function amountReads(invoiceId: string | null, view: ReadSoFar): Read[] {
  if (invoiceId === null) return []
  const orderId = view.get('invoices', invoiceId)?.orderId ?? ''
  const reads = [row('invoices', invoiceId), rows('credits', 'invoiceId', invoiceId)]
  return orderId === '' ? reads : [...reads, rows('order_lines', 'orderId', orderId)]
}

/**
 * What is wrong with a credit's amounts: together with the others on its invoice it is never above a line's units or its
 * total, nor above the invoice's. Requests count with all that are not rejected, so that nobody asks twice; an approval counts with
 * those approved.
 */
export function checkAmounts(
  credit: Pick<CreditRow, 'id' | 'invoiceId'> & { lines: readonly CreditLine[] },
  against: 'live' | 'approved',
  view: View,
): (Refusal | null)[] {
  const totalCents = sumCents(credit.lines.map(line => line.amountCents))
  const tooLarge =
    totalCents > MAX_CENTS ? refuse('amount-too-large', { maxCents: MAX_CENTS }, 'lines') : null
  const invoice = credit.invoiceId === null ? null : view.get('invoices', credit.invoiceId)
  if (!invoice) {
    const stray = credit.lines.findIndex(line => line.lineId !== null)
    return [tooLarge, stray < 0 ? null : refuse('unknown-line', {}, `lines.${stray}`)]
  }
  const counted = against === 'live' ? LIVE : APPROVED
  const others = view
    .list('credits', 'invoiceId', invoice.id)
    .filter(other => other.id !== credit.id && counted.includes(other.status))
  const creditedCents = sumCents(others.map(other => other.totalCents))
  const figures = {
    number: invoice.number,
    amountCents: totalCents,
    creditedCents,
    totalCents: invoice.totalCents,
  }
  return [
    tooLarge,
    ...checkLines(credit.lines, others, invoice, view),
    totalCents + creditedCents > invoice.totalCents
      ? refuse('credited-more-than-invoice', figures, 'lines')
      : null,
  ]
}

function checkLines(
  lines: readonly CreditLine[],
  others: readonly CreditRow[],
  { orderId }: InvoiceRow,
  view: View,
): (Refusal | null)[] {
  const ordered = orderId === '' ? [] : view.list('order_lines', 'orderId', orderId)
  const sums = creditedByLine(others)
  const units = unitsByLine(others)
  return lines.map(({ lineId, amountCents, quantity = 0 }, at) => {
    if (lineId === null) return null
    const line = ordered.find(candidate => candidate.id === lineId)
    if (!line) return refuse('unknown-line', {}, `lines.${at}`)
    const creditedCents = sums.get(lineId) ?? 0
    const creditedQuantity = units.get(lineId) ?? 0
    const lineQuantity = lineUnits(line)
    sums.set(lineId, creditedCents + amountCents)
    units.set(lineId, creditedQuantity + quantity)
    if (quantity > 0 && creditedQuantity + quantity > lineQuantity) {
      const counts = { line: line.description, quantity, creditedQuantity, lineQuantity }
      return refuse('credited-more-units-than-line', counts, `lines.${at}.quantity`)
    }
    if (creditedCents + amountCents <= line.totalCents) return null
    const figures = { line: line.description, amountCents, creditedCents, lineCents: line.totalCents }
    return refuse('credited-more-than-line', figures, `lines.${at}.amountCents`)
  })
}

/** How many units credits take of each order line, by its id, as far as they say so. */
export function unitsByLine(credits: readonly Pick<CreditRow, 'lines'>[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { lineId, quantity = 0 } of credits.flatMap(credit => credit.lines)) {
    if (lineId !== null) counts.set(lineId, (counts.get(lineId) ?? 0) + quantity)
  }
  return counts
}

/** What credits take of each order line, by its id. */
export function creditedByLine(credits: readonly Pick<CreditRow, 'lines'>[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { lineId, amountCents } of credits.flatMap(credit => credit.lines)) {
    if (lineId !== null) sums.set(lineId, (sums.get(lineId) ?? 0) + amountCents)
  }
  return sums
}
