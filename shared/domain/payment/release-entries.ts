import { latestOf } from '../../lib/dates.ts'
import { type CommandContext, put, type Write } from '../command.ts'
import { REVERSED } from '../derived-ids.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import type { View } from '../view.ts'
import type { ApplicationRow } from './payment-row.ts'

/** What one payment or credit has on one invoice, all its entries that were booked with the same payment together. */
export interface Applied {
  paymentId: string
  invoiceId: string
  bookedWith: string | null
  amountCents: number
  discountCents: number
  /** The day of the latest entry: what takes it off again is no older. */
  appliedOn: string
  /** When the newest entry was recorded. */
  recordedAt: number
}

/** Entries summed by payment, invoice and what booked them, in their order; what was taken off in full is left out. */
export function appliedBy(entries: readonly ApplicationRow[]): Applied[] {
  return summedBy(entries, keyOf)
}

/** What one payment or credit has on each of its invoices, whatever booked it. */
export function onInvoices(entries: readonly ApplicationRow[]): Pick<Applied, 'invoiceId' | 'amountCents'>[] {
  return summedBy(entries, ({ invoiceId }) => invoiceId)
}

function summedBy(entries: readonly ApplicationRow[], key: (entry: ApplicationRow) => string): Applied[] {
  const sums = new Map<string, Applied>()
  for (const entry of entries) {
    const { paymentId, invoiceId, bookedWith, amountCents, discountCents, appliedOn, recordedAt } = entry
    const sum = sums.get(key(entry)) ?? {
      paymentId,
      invoiceId,
      bookedWith,
      amountCents: 0,
      discountCents: 0,
      appliedOn,
      recordedAt,
    }
    sum.amountCents += amountCents
    sum.discountCents += discountCents
    if (appliedOn > sum.appliedOn) sum.appliedOn = appliedOn
    sum.recordedAt = Math.max(sum.recordedAt, recordedAt)
    sums.set(key(entry), sum)
  }
  return [...sums.values()].filter(sum => sum.amountCents > 0 || sum.discountCents > 0)
}

/** The entry that takes an amount off an invoice, and a discount with it, on a day that is not before it was put on. */
export function takenOff(
  { paymentId, invoiceId, bookedWith, amountCents, discountCents, appliedOn }: Omit<Applied, 'recordedAt'>,
  customerId: string,
  takenOn: string,
  context: CommandContext,
  n: number,
): ApplicationRow {
  return {
    id: context.derive(n),
    paymentId,
    invoiceId,
    customerId,
    amountCents: -amountCents || 0,
    discountCents: -discountCents || 0,
    appliedOn: latestOf(appliedOn, takenOn),
    recordedBy: context.by,
    recordedAt: context.at,
    bookedWith,
  }
}

/** The newest of what is applied first. */
export function newestFirst(a: Applied, b: Applied): number {
  return b.recordedAt - a.recordedAt || (keyOf(a) < keyOf(b) ? 1 : -1)
}

function keyOf({
  paymentId,
  invoiceId,
  bookedWith,
}: Pick<Applied, 'paymentId' | 'invoiceId' | 'bookedWith'>): string {
  return `${paymentId} ${invoiceId} ${bookedWith ?? ''}`
}

/**
 * Takes amounts off invoices: an entry with both amounts negative for each, and the invoices open again, each written
 * once. What the payments get back is the caller's to write. It takes derived ids of `REVERSED.released`.
 */
export function releaseEntries(
  released: readonly Applied[],
  releasedOn: string,
  view: View,
  context: CommandContext,
): { writes: Write[]; releasedOf(paymentId: string): number } {
  const writes: Write[] = []
  const invoices = new Map<string, InvoiceRow>()
  const cents = new Map<string, number>()
  let n = REVERSED.released.first
  for (const applied of released) {
    const { paymentId, invoiceId, amountCents, discountCents } = applied
    const invoice = invoices.get(invoiceId) ?? view.get('invoices', invoiceId)
    if (!invoice) continue
    cents.set(paymentId, (cents.get(paymentId) ?? 0) + amountCents)
    invoices.set(invoiceId, { ...invoice, openCents: invoice.openCents + amountCents + discountCents })
    writes.push(put('applications', takenOff(applied, invoice.customerId, releasedOn, context, n++)))
  }
  for (const invoice of invoices.values()) writes.push(put('invoices', invoice))
  return { writes, releasedOf: paymentId => cents.get(paymentId) ?? 0 }
}
