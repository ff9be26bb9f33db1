import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sumCents } from '../money.ts'
import { allocateOldestDue } from '../payment-link/allocate.ts'
import type { WantedApplication } from './apply-to-invoices.ts'

export type OpenInvoiceFigures = Pick<InvoiceRow, 'id' | 'dueOn' | 'number' | 'openCents' | 'status'>

/**
 * How a sum was spread: `exact`, the one set of invoices it pays to the cent; `all`, everything that is open; else oldest
 * due first, because no set fits, several do, or there were too many to tell.
 */
export type LumpSumWay = 'exact' | 'all' | 'none-fits' | 'several-fit' | 'too-many'

/** More open invoices than these are not searched. */
const MOST_INVOICES = 40
/** More different sums than these are not kept: with two or three dozen invoices there may be millions. */
const MOST_SUMS = 30_000

/** Spreads a sum over open invoices: to the exact set it pays if there is exactly one, else oldest due first. */
export function matchLumpSum(
  amountCents: number,
  invoices: readonly OpenInvoiceFigures[],
): { applications: WantedApplication[]; leftCents: number; way: LumpSumWay } {
  const open = invoices.filter(({ status, openCents }) => status === 'open' && openCents > 0)
  const found = setsOf(amountCents, open)
  if (typeof found === 'string') return { ...allocateOldestDue(amountCents, open), way: found }
  const chosen = open.filter((_, at) => found.has(at))
  return { ...allocateOldestDue(amountCents, chosen), way: 'exact' }
}

/** A way to a sum: the invoice taken last, and the way before it. */
interface Step {
  at: number
  before: Step | null
}

/** The indexes of the only set that makes the amount, or why there is none. */
function setsOf(
  amountCents: number,
  open: readonly OpenInvoiceFigures[],
): ReadonlySet<number> | Exclude<LumpSumWay, 'exact'> {
  let restCents = sumCents(open.map(invoice => invoice.openCents))
  if (amountCents >= restCents) return 'all'
  if (open.length > MOST_INVOICES) return 'too-many'
  // Largest first: sums that can't come to the amount any more fall out soonest. One way is kept to each sum, and null
  // where there are several.
  const order = open
    .map(({ openCents }, at) => ({ openCents, at }))
    .toSorted((a, b) => b.openCents - a.openCents || a.at - b.at)
  let sums = new Map<number, Step | null | 'several'>([[0, null]])
  for (const { openCents, at } of order) {
    restCents -= openCents
    const next = new Map<number, Step | null | 'several'>()
    for (const [sum, way] of sums) {
      if (sum + restCents >= amountCents) next.set(sum, next.has(sum) ? 'several' : way)
      const taken = sum + openCents
      if (taken > amountCents || taken + restCents < amountCents) continue
      const step = way === 'several' ? way : { at, before: way }
      next.set(taken, next.has(taken) ? 'several' : step)
    }
    if (next.size > MOST_SUMS) return 'too-many'
    sums = next
  }
  const way = sums.get(amountCents)
  if (way === undefined || way === null) return 'none-fits'
  if (way === 'several') return 'several-fit'
  const chosen = new Set<number>()
  for (let step: Step | null = way; step !== null; step = step.before) chosen.add(step.at)
  return chosen
}
