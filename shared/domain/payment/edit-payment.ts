import { z } from 'zod'
import { businessDate, id, line, note, positiveCents, requiredLine } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { type Changes, changesOf, isRefusal, mergeChanges } from '../changes.ts'
import { accept, type CommandContext, defineCommand, put, type Write } from '../command.ts'
import { APPLIED } from '../derived-ids.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { row, rows, type View } from '../view.ts'
import { putOnLater } from './booked-with-of.ts'
import type { ApplicationRow, PaymentRow } from './payment-row.ts'
import { releaseReads } from './release-applications.ts'
import { appliedBy, takenOff } from './release-entries.ts'

const EDITABLE = {
  receivedOn: businessDate,
  method: requiredLine(40),
  reference: line(60),
  note: note(4000),
  totalCents: positiveCents,
}

/**
 * Corrects what was typed of a payment. Date and total stay while its overpayment is used elsewhere; the total never goes
 * below what is applied. The entries made with it move to its new date by entries of their own.
 */
export const editPayment = keepingBalances(
  defineCommand({
    name: 'payment.edit',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'payments.reverse',
    payload: z.strictObject({ paymentId: id, changes: changesOf(EDITABLE) }),
    reads: (p, view) => [
      row('payments', p.paymentId),
      rows('payments', 'reversesId', p.paymentId),
      ...releaseReads(p.paymentId, view),
    ],
    customerOf: (p, view) => view.get('payments', p.paymentId)?.customerId ?? null,
    decide(p, view, context) {
      const payment = view.get('payments', p.paymentId)
      if (!payment) return { refusal: refuse('unknown-payment') }
      const wrong = checkEditable(payment, p.changes)
      if (wrong) return { refusal: wrong }
      const edited = mergeChanges(payment, p.changes)
      if (isRefusal(edited)) return { refusal: edited }
      const entries = view.list('applications', 'paymentId', payment.id)
      const changed = checkFigures(payment, edited, entries, view)
      if (changed) return { refusal: changed }
      const unappliedCents = payment.unappliedCents + edited.totalCents - payment.totalCents
      return accept([
        put('payments', { ...edited, unappliedCents }),
        ...movedEntries(payment, edited.receivedOn, entries, context),
      ])
    },
  }),
  (p, view) => [view.get('payments', p.paymentId)?.customerId],
)

function checkEditable(payment: PaymentRow, changes: Changes<PaymentRow>): Refusal | null {
  const { number, status, kind, source } = payment
  if (status === 'void') return refuse('payment-void', { number })
  if (kind !== 'payment') return refuse('not-a-payment', { number })
  const fixed = Object.keys(changes).filter(field => field !== 'note')
  // What the gateway moved is as it told.
  return source === 'link' && fixed.length > 0 ? refuse('gateway-payment-fixed', { number }, fixed[0]) : null
}

function checkFigures(
  before: PaymentRow,
  after: PaymentRow,
  entries: readonly ApplicationRow[],
  view: View,
): Refusal | null {
  if (before.totalCents === after.totalCents && before.receivedOn === after.receivedOn) return null
  const field = before.totalCents === after.totalCents ? 'receivedOn' : 'totalCents'
  const { number } = before
  const used = usedSince(before, after.receivedOn, entries)
  const invoices = [
    ...new Set(used.map(invoiceId => view.get('invoices', invoiceId)?.number ?? '')),
  ].toSorted()
  const returned = view
    .list('payments', 'reversesId', before.id)
    .filter(({ status, refundState }) => status === 'posted' && !['failed', 'canceled'].includes(refundState))
    .map(reversal => reversal.number)
  if (invoices.length > 0 || returned.length > 0) {
    const where = [...invoices, ...returned].join(', ')
    return refuse('overpayment-used', { number, where }, field)
  }
  const appliedCents = before.totalCents - before.unappliedCents - before.returnedCents
  return after.totalCents < appliedCents
    ? refuse('applied-more-than-received', { appliedCents, totalCents: after.totalCents }, 'totalCents')
    : null
}

/**
 * The invoices that hold a payment's date and total: its money was put on them after it came in, or an entry that does
 * not move with it would be older than it.
 */
function usedSince(before: PaymentRow, receivedOn: string, entries: readonly ApplicationRow[]): string[] {
  const stayingCents = new Map<string, number>()
  for (const { invoiceId, amountCents, discountCents, appliedOn } of entries) {
    if (appliedOn === before.receivedOn || appliedOn >= receivedOn) continue
    const key = `${invoiceId} ${appliedOn}`
    stayingCents.set(key, (stayingCents.get(key) ?? 0) + amountCents + discountCents)
  }
  const staying = [...stayingCents].filter(([, cents]) => cents !== 0)
  return [
    ...putOnLater(before, entries).map(({ invoiceId }) => invoiceId),
    ...staying.map(([key]) => key.split(' ')[0]!),
  ]
}

// An entry may not be older than its money, nor stay behind it: taken off on the old date, put on again on the new one.
function movedEntries(
  before: PaymentRow,
  receivedOn: string,
  entries: readonly ApplicationRow[],
  context: CommandContext,
): Write[] {
  if (before.receivedOn === receivedOn) return []
  const thatDay = appliedBy(entries.filter(entry => entry.appliedOn === before.receivedOn))
  return thatDay.flatMap((applied, at) => {
    const { invoiceId, bookedWith, amountCents, discountCents } = applied
    const entry = {
      paymentId: before.id,
      invoiceId,
      customerId: before.customerId,
      recordedBy: context.by,
      recordedAt: context.at,
    }
    return [
      put(
        'applications',
        takenOff(applied, before.customerId, before.receivedOn, context, APPLIED.entries.first + 2 * at),
      ),
      put('applications', {
        ...entry,
        id: context.derive(APPLIED.entries.first + 2 * at + 1),
        amountCents,
        discountCents,
        appliedOn: receivedOn,
        bookedWith,
      }),
    ]
  })
}
