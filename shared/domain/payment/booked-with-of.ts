import { commandPart } from '../../lib/ids.ts'
import type { ReadSoFar } from '../command.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { ApplicationRow, PaymentRow } from './payment-row.ts'
import { type Applied, appliedBy } from './release-entries.ts'

// Entries from before `bookedWith`, or decided by a relay from before it, are null: what booked them is read here only. A
// payment and the entries of its coming in were recorded at one instant by one person, and one command made the entries of
// the credits used with it.

/** What a payment has on invoices by entries that were not made when it came in. */
export function putOnLater(payment: PaymentRow, entries: readonly ApplicationRow[]): Applied[] {
  const own = new Set(unnamedOwn(payment, entries))
  // What one command took off an invoice and put on it again has only changed its day.
  const laterCents = new Map<string, number>()
  for (const entry of entries) {
    if (entry.bookedWith !== null || own.has(entry)) continue
    const key = `${entry.invoiceId} ${commandPart(entry.id)}`
    laterCents.set(key, (laterCents.get(key) ?? 0) + entry.amountCents)
  }
  const laterOn = new Set([...laterCents].flatMap(([key, cents]) => (cents > 0 ? [key.split(' ')[0]!] : [])))
  return appliedBy(entries).filter(({ bookedWith, invoiceId }) =>
    bookedWith === null ? laterOn.has(invoiceId) : bookedWith !== payment.id,
  )
}

/** What `entriesUsedWith` reads: the entries of the invoices only where a payment has entries that name nothing. */
export function usedWithReads(paymentId: string, view: ReadSoFar): Read[] {
  const payment = view.get('payments', paymentId)
  const unnamed = payment ? unnamedOwn(payment, view.list('applications', 'paymentId', paymentId)) : []
  return [
    row('payments', paymentId),
    rows('applications', 'paymentId', paymentId),
    rows('applications', 'bookedWith', paymentId),
    ...(unnamed.length > 0 && payment?.linkId
      ? [rows('payment_link_invoices', 'linkId', payment.linkId)]
      : []),
    ...(payment ? invoicesOf(payment, unnamed, view) : []).map(id => rows('applications', 'invoiceId', id)),
  ]
}

/** All entries that credits have on invoices where they were used together with a payment when it came in. */
export function entriesUsedWith(paymentId: string, view: Pick<View, 'get' | 'list'>): ApplicationRow[] {
  const named = view.list('applications', 'bookedWith', paymentId)
  return [
    ...named.filter(entry => entry.paymentId !== paymentId),
    ...unnamedUsedWith(paymentId, view).flatMap(({ entries }) => entries),
  ]
}

/** What of those credits is still on their invoices. */
export function appliedUsedWith(paymentId: string, view: Pick<View, 'get' | 'list'>): Applied[] {
  const named = view.list('applications', 'bookedWith', paymentId)
  const unnamed = unnamedUsedWith(paymentId, view).flatMap(({ entries, usedCents }) =>
    // What was put there beside is not of it, and goes first.
    appliedBy(entries).map(each => ({ ...each, amountCents: Math.min(each.amountCents, usedCents) })),
  )
  return [...appliedBy(named.filter(entry => entry.paymentId !== paymentId)), ...unnamed]
}

/** Each credit on each invoice by entries that name nothing, where the command that received the payment put it there. */
function unnamedUsedWith(
  paymentId: string,
  view: Pick<View, 'get' | 'list'>,
): { entries: ApplicationRow[]; usedCents: number }[] {
  const payment = view.get('payments', paymentId)
  const own = payment ? unnamedOwn(payment, view.list('applications', 'paymentId', paymentId)) : []
  if (!payment || own.length === 0) return []
  const received = new Set(own.map(entry => commandPart(entry.id)))
  const byCredit = new Map<string, { entries: ApplicationRow[]; usedCents: number }>()
  for (const invoiceId of invoicesOf(payment, own, view)) {
    for (const entry of view.list('applications', 'invoiceId', invoiceId)) {
      if (entry.bookedWith !== null || entry.paymentId === paymentId) continue
      const key = `${entry.paymentId} ${invoiceId}`
      const found = byCredit.get(key) ?? { entries: [], usedCents: 0 }
      found.entries.push(entry)
      if (entry.amountCents > 0 && received.has(commandPart(entry.id))) found.usedCents += entry.amountCents
      byCredit.set(key, found)
    }
  }
  return [...byCredit.values()].filter(({ usedCents }) => usedCents > 0)
}

/** A payment's own entries of its coming in that name nothing. */
function unnamedOwn(payment: PaymentRow, entries: readonly ApplicationRow[]): ApplicationRow[] {
  // One command made them all: where one says so, all do.
  if (entries.some(entry => entry.bookedWith === payment.id)) return []
  return entries.filter(
    ({ bookedWith, amountCents, recordedAt, recordedBy }) =>
      bookedWith === null &&
      amountCents > 0 &&
      recordedAt === payment.recordedAt &&
      recordedBy === payment.recordedBy,
  )
}

/** The invoices a payment came in for by such entries, and those its link asked for: a credit may have settled one alone. */
function invoicesOf(
  { linkId }: PaymentRow,
  unnamed: readonly ApplicationRow[],
  view: Pick<View, 'list'>,
): string[] {
  if (unnamed.length === 0) return []
  const asked = linkId === null ? [] : view.list('payment_link_invoices', 'linkId', linkId)
  return [...new Set([...unnamed, ...asked].map(({ invoiceId }) => invoiceId))]
}
