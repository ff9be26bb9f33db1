import { commandPart } from '../../lib/ids.ts'
import type { ReadSoFar } from '../command.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { ApplicationRow, PaymentRow } from './payment-row.ts'
import { type Applied, appliedBy } from './release-entries.ts'

/** What `creditsUsedWith` reads, once the payment's own entries are there. */
export function creditsUsedReads(paymentId: string, view: ReadSoFar): Read[] {
  const invoiceIds = invoicesOf(paymentId, view)
  const linkId = view.get('payments', paymentId)?.linkId ?? null
  const entries = invoiceIds.flatMap(id => view.list('applications', 'invoiceId', id))
  const creditIds = entries.flatMap(({ paymentId: id }) => view.get('payments', id)?.creditId ?? [])
  return [
    ...(linkId === null ? [] : [rows('payment_link_invoices', 'linkId', linkId)]),
    ...invoiceIds.flatMap(id => [row('invoices', id), rows('applications', 'invoiceId', id)]),
    ...entries.map(entry => row('payments', entry.paymentId)),
    ...creditIds.map(id => row('credits', id)),
  ]
}

/** Older screens gave a payment and its credits one right after the other, as commands of their own. */
const SAME_SITTING_MS = 5_000

/**
 * The open credits that were used together with a payment, on invoices it is on or its link asked for: by the command that received it. Of
 * payments older than that, the approved credits that the same person applied right after. A credit that was approved for such an
 * invoice is not: it lowers that invoice whoever pays it.
 */
export function creditsUsedWith(payment: PaymentRow, view: Pick<View, 'get' | 'list'>): Applied[] {
  const own = view.list('applications', 'paymentId', payment.id)
  const isRecordedWith = ({ recordedAt, recordedBy }: ApplicationRow) =>
    recordedAt === payment.recordedAt && recordedBy === payment.recordedBy
  const received = new Set(own.filter(isRecordedWith).map(entry => commandPart(entry.id)))
  const candidates = invoicesOf(payment.id, view).flatMap(invoiceId => {
    const entries = view.list('applications', 'invoiceId', invoiceId)
    const others = appliedBy(entries).filter(({ paymentId }) => paymentId !== payment.id)
    return others.map(applied => ({
      applied,
      entries: entries.filter(entry => entry.paymentId === applied.paymentId && entry.amountCents > 0),
    }))
  })
  const exact = candidates.filter(({ entries }) => entries.some(({ id }) => received.has(commandPart(id))))
  const guessed = () =>
    candidates.filter(
      ({ applied, entries }) =>
        view.get('payments', applied.paymentId)?.kind === 'credit' &&
        entries.some(entry => isSameSitting(entry, payment)),
    )
  return (exact.length > 0 ? exact : guessed())
    .map(({ applied }) => applied)
    .filter(applied => !isForItsInvoice(applied, view))
}

function isForItsInvoice({ paymentId, invoiceId }: Applied, view: Pick<View, 'get'>): boolean {
  const creditId = view.get('payments', paymentId)?.creditId ?? null
  return creditId !== null && view.get('credits', creditId)?.invoiceId === invoiceId
}

function isSameSitting({ recordedAt, recordedBy }: ApplicationRow, payment: PaymentRow): boolean {
  const afterMs = recordedAt - payment.recordedAt
  return recordedBy === payment.recordedBy && afterMs >= 0 && afterMs <= SAME_SITTING_MS
}

/** The invoices a payment is on, and those its link asked for: a credit may have settled one of them alone. */
function invoicesOf(paymentId: string, view: Pick<View, 'get' | 'list'>): string[] {
  const applied = appliedBy(view.list('applications', 'paymentId', paymentId))
  const linkId = view.get('payments', paymentId)?.linkId ?? null
  const asked = linkId === null ? [] : view.list('payment_link_invoices', 'linkId', linkId)
  return [...new Set([...applied, ...asked].map(({ invoiceId }) => invoiceId))]
}
