import type { ReadSoFar } from '../command.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { PaymentRow } from './payment-row.ts'
import { type Applied, appliedBy } from './release-entries.ts'

/** What `creditsUsedWith` reads, once the payment's own entries are there. */
export function creditsUsedReads(paymentId: string, view: ReadSoFar): Read[] {
  const invoiceIds = invoicesOf(paymentId, view)
  const entries = invoiceIds.flatMap(id => view.list('applications', 'invoiceId', id))
  const creditIds = entries.flatMap(({ paymentId: id }) => view.get('payments', id)?.creditId ?? [])
  return [
    ...invoiceIds.map(id => rows('applications', 'invoiceId', id)),
    ...entries.map(entry => row('payments', entry.paymentId)),
    ...creditIds.map(id => row('credits', id)),
  ]
}

/**
 * The credits that were used together with a payment: applied to the same invoices on the day it was received. A credit
 * that was approved for such an invoice is not: it lowers that invoice whoever pays it.
 */
export function creditsUsedWith(payment: PaymentRow, view: Pick<View, 'get' | 'list'>): Applied[] {
  return invoicesOf(payment.id, view).flatMap(invoiceId => {
    const entries = view.list('applications', 'invoiceId', invoiceId)
    return appliedBy(entries).filter(({ paymentId }) => {
      const credit = view.get('payments', paymentId)
      if (credit?.kind !== 'credit') return false
      const paper = credit.creditId === null ? null : view.get('credits', credit.creditId)
      if (paper?.invoiceId === invoiceId) return false
      return entries.some(
        entry =>
          entry.paymentId === paymentId && entry.appliedOn === payment.receivedOn && entry.amountCents > 0,
      )
    })
  })
}

function invoicesOf(paymentId: string, view: Pick<View, 'list'>): string[] {
  const applied = appliedBy(view.list('applications', 'paymentId', paymentId))
  return applied.map(({ invoiceId }) => invoiceId)
}
