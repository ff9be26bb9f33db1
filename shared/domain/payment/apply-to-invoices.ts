import { type CommandContext, put, type Write } from '../command.ts'
import type { IdRun } from '../derived-ids.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { type Refusal, refuse } from '../rejections.ts'
import { newTask } from '../task/new-task.ts'
import { type Read, row, type View } from '../view.ts'
import type { PaymentRow } from './payment-row.ts'

/** A wish: this much of a payment for that invoice. */
export interface WantedApplication {
  invoiceId: string
  amountCents: number
  /** What the customer is let off beside it. */
  discountCents?: number
  /** The payment whose coming in books it, where one does. */
  bookedWith?: string | null
}

/** What `applyToInvoices` reads. */
export function applicationReads(wanted: readonly WantedApplication[]): Read[] {
  return wanted.map(({ invoiceId }) => row('invoices', invoiceId))
}

/** What is wrong with wished applications, each as its first refusal; several to one invoice count together. */
export function checkApplications(
  wanted: readonly WantedApplication[],
  payer: { customerId: string; currency: string },
  view: View,
): (Refusal | null)[] {
  const sums = new Map<string, number>()
  return wanted.map(({ invoiceId, amountCents, discountCents = 0 }, at) => {
    const field = `applications.${at}.amountCents`
    const invoice = view.get('invoices', invoiceId)
    if (!invoice) return refuse('unknown-invoice', {}, field)
    if (invoice.status === 'void') return refuse('invoice-void', { number: invoice.number }, field)
    const beforeCents = sums.get(invoiceId) ?? 0
    const sum = beforeCents + amountCents + discountCents
    sums.set(invoiceId, sum)
    if (sum > invoice.openCents) {
      const figures = { number: invoice.number, amountCents: sum, openCents: invoice.openCents }
      const isDiscount = discountCents > 0 && beforeCents + discountCents > invoice.openCents
      return refuse(
        'applied-more-than-open',
        figures,
        isDiscount ? `applications.${at}.discountCents` : field,
      )
    }
    if (invoice.customerId !== payer.customerId)
      return refuse('other-customer', { number: invoice.number }, field)
    if (invoice.currency === payer.currency) return null
    return refuse('other-currency', { number: invoice.number, currency: invoice.currency }, field)
  })
}

/**
 * Ties a payment to invoices as far as they are open; the rest stays unapplied. Never refuses: money that already
 * exists is re-routed, with a task that says why. The derived ids of its run belong to it. `open` holds invoices as
 * the same command has moved them before; all in it are written here.
 */
export function applyToInvoices(
  payment: PaymentRow,
  wanted: readonly WantedApplication[],
  appliedOn: string,
  view: View,
  context: CommandContext,
  ids: IdRun,
  open = new Map<string, InvoiceRow>(),
): { payment: PaymentRow; writes: Write[] } {
  const writes: Write[] = []
  let unappliedCents = payment.unappliedCents
  const voided = new Map<string, number>()
  let surplusCents = 0
  let n = ids.first
  for (const { invoiceId, amountCents, discountCents = 0, bookedWith = null } of wanted) {
    const invoice = open.get(invoiceId) ?? view.get('invoices', invoiceId)
    const usable = invoice && mayTake(invoice, payment) ? invoice : null
    const applied = Math.min(amountCents, usable?.openCents ?? 0, unappliedCents)
    surplusCents += Math.min(amountCents, unappliedCents) - applied
    if (invoice?.status === 'void') {
      voided.set(invoice.number, (voided.get(invoice.number) ?? 0) + amountCents)
      surplusCents -= Math.min(amountCents, unappliedCents)
    }
    if (!usable || applied <= 0) continue
    unappliedCents -= applied
    // Money comes first: what others paid meanwhile lowers the discount.
    const discounted = Math.min(discountCents, usable.openCents - applied)
    open.set(invoiceId, { ...usable, openCents: usable.openCents - applied - discounted })
    writes.push(
      put('applications', {
        id: context.derive(n++),
        paymentId: payment.id,
        invoiceId,
        customerId: payment.customerId,
        amountCents: applied,
        discountCents: discounted,
        appliedOn,
        recordedBy: context.by,
        recordedAt: context.at,
        bookedWith,
      }),
    )
  }
  const subject = `payments:${payment.id}`
  for (const [number, amountCents] of voided) {
    const params = { number, amountCents, payment: payment.number }
    writes.push(newTask(context, n++, 'payment-on-void-invoice', subject, payment.customerId, params))
  }
  for (const invoice of open.values()) writes.push(put('invoices', invoice))
  if (surplusCents > 0) {
    const params = { amountCents: surplusCents, payment: payment.number }
    writes.push(newTask(context, n, 'overpayment', subject, payment.customerId, params))
  }
  return { payment: { ...payment, unappliedCents }, writes }
}

/** Whether money of a payment or credit may lower this invoice. */
export function mayTake(invoice: InvoiceRow, payment: PaymentRow): boolean {
  const same = invoice.customerId === payment.customerId && invoice.currency === payment.currency
  return same && invoice.status === 'open'
}
