import { z } from 'zod'
import { addDays } from '../../lib/dates.ts'
import { businessDate, id, line, note, positiveCents, requiredLine } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, type CommandContext, defineCommand, type Job, type Write } from '../command.ts'
import { closedOn, firstOpenDay } from '../company/closed-period.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { REVERSED } from '../derived-ids.ts'
import { freeNumber, numberReads } from '../numbers/free-number.ts'
import { firstRefusal, type Refusal, refuse } from '../rejections.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import { row, rows, type View } from '../view.ts'
import { notAsEntered, postedLater } from './not-as-entered.ts'
import type { PaymentRow } from './payment-row.ts'
import { releaseNewest, releaseReads } from './release-applications.ts'
import { leftToRefundCents, reversalWrites, takenBackBy } from './reversal-rows.ts'

/** Days from the payment in which the gateway can send money back to where it came from. */
export const SOURCE_DAYS: Readonly<Record<string, number>> = { card: 90, ach: 180 }

/** Days in which the gateway can send a payment back to where it came from; null for what did not come through it. */
export function sourceDaysOf({
  kind,
  source,
  method,
}: Pick<PaymentRow, 'kind' | 'source' | 'method'>): number | null {
  return source === 'link' && kind === 'payment' ? (SOURCE_DAYS[method] ?? null) : null
}

/** Whether the gateway can still send money of a payment back to where it came from on this day. */
export function mayReturnToSource(
  payment: Pick<PaymentRow, 'kind' | 'source' | 'method' | 'receivedOn'>,
  on: string,
): boolean {
  const days = sourceDaysOf(payment)
  return days !== null && on <= addDays(payment.receivedOn, days)
}

const payload = z.strictObject({
  /** The payment or credit it is of. */
  paymentId: id,
  /** The control number of the refund, from a leased block. */
  number: requiredLine(20),
  refundedOn: businessDate,
  amountCents: positiveCents,
  /** `source`: back to the card or account through the gateway; `registered`: returned by another method. */
  by: z.enum(['source', 'registered']),
  /** How a registered one is returned; of one to the source the payment's own. */
  method: line(40),
  reference: line(60),
  note: note(4000),
  /** What the payment has on invoices is taken off, as far as the refund needs it; else only what is open is returned. */
  releaseApplied: z.boolean(),
})
type Payload = z.output<typeof payload>

/**
 * Returns an open credit, an overpayment or a payment, in part or whole, never more than is left of it. One to the source
 * is pending until the gateway has told. A registered one has happened, so it is a fact: what is not left any more by the
 * time it arrives comes off the invoices, and what there is nothing of is a task.
 */
export const refundPayment = keepingBalances(
  defineCommand({
    name: 'payment.refund',
    version: 1,
    class: 'request',
    registers: p => p.by === 'registered',
    by: 'user',
    permission: 'payments.reverse',
    payload,
    reads: (p, view) => [
      row('companies', COMPANY_ROW),
      row('payments', p.paymentId),
      rows('payments', 'reversesId', p.paymentId),
      ...numberReads('no:PAY:', p.number, p.paymentId),
      ...releaseReads(p.paymentId, view),
      ...taskReads(`payments:${p.paymentId}`),
    ],
    customerOf: (p, view) => view.get('payments', p.paymentId)?.customerId ?? null,
    entry(p, view) {
      if (p.by !== 'registered') return null
      const refunded = view.get('payments', p.paymentId)
      if (!refunded) return refuse('unknown-payment')
      return firstRefusal([
        checkRefund(p, refunded, view),
        closedOn(p.refundedOn, companyOf(view), 'refundedOn'),
      ])
    },
    decide(asked, view, context) {
      const refunded = view.get('payments', asked.paymentId)
      const { p, tasks } =
        asked.by === 'registered' ? asItHappened(asked, refunded, view, context) : { p: asked, tasks: [] }
      if (p === null) return accept(tasks)
      if (!refunded) return { refusal: refuse('unknown-payment') }
      const wrong = p.by === 'source' ? checkRefund(p, refunded, view) : null
      if (wrong) return { refusal: wrong }
      const missingCents = Math.max(0, p.amountCents - refunded.unappliedCents)
      const { releasedCents, writes } = releaseNewest(refunded.id, missingCents, p.refundedOn, view, context)
      const twin = {
        kind: 'refund' as const,
        number: freeNumber('no:PAY:', p.number, p.paymentId, view, context),
        on: p.refundedOn,
        amountCents: p.amountCents,
        method: p.by === 'source' ? refunded.method : p.method,
        reference: p.reference,
        note: p.note,
        refundState: p.by === 'source' ? ('pending' as const) : ('succeeded' as const),
        source: p.by === 'source' ? ('link' as const) : ('desk' as const),
      }
      const isSpent = p.amountCents >= refunded.unappliedCents
      const settled = isSpent
        ? settleTasks(
            `payments:${refunded.id}`,
            ['overpayment', 'payment-on-void-invoice', 'possible-duplicate-payment', 'refund-failed'],
            view,
            context,
          )
        : []
      const written = [
        ...reversalWrites(refunded, releasedCents, twin, context),
        ...writes,
        ...settled,
        ...tasks,
      ]
      return accept(written, p.by === 'source' ? [refundJob(context.derive(REVERSED.twin.first))] : [])
    },
  }),
  (p, view) => [
    view.get('payments', p.paymentId)?.customerId,
    ...view
      .list('applications', 'paymentId', p.paymentId)
      .map(entry => view.get('invoices', entry.invoiceId)?.customerId),
  ],
)

/**
 * A registered refund as it can be posted now: of what is left, not before the payment, on the first open day, and off the
 * invoices where the payment was used meanwhile. Each difference is a task; `p` is null where nothing can be posted.
 */
function asItHappened(
  asked: Payload,
  refunded: PaymentRow | null,
  view: View,
  context: CommandContext,
): { p: Payload | null; tasks: Write[] } {
  const amountCents = refunded ? Math.min(asked.amountCents, leftToRefundCents(refunded, true)) : 0
  const nothing = refunded ? whyNothingToReturn(refunded, view) : refuse('unknown-payment')
  const customerId = refunded?.customerId ?? null
  const told = (reason: string, missingCents: number) =>
    notAsEntered(context, REVERSED.notAsEntered.first, asked.paymentId, customerId, {
      what: 'refund',
      number: asked.number,
      payment: refunded?.number ?? '',
      amountCents: asked.amountCents,
      missingCents,
      reason,
      by: String(nothing?.params.by ?? ''),
    })
  if (!refunded || nothing || amountCents === 0)
    return { p: null, tasks: [told(nothing?.code ?? 'payment-returned', asked.amountCents)] }
  const { receivedOn, unappliedCents } = refunded
  const isEarly = asked.refundedOn < receivedOn
  const wished = isEarly ? receivedOn : asked.refundedOn
  const refundedOn = firstOpenDay(wished, view)
  const tasks: Write[] = []
  if (amountCents < asked.amountCents) tasks.push(told('refund-above-left', asked.amountCents - amountCents))
  else if (!asked.releaseApplied && amountCents > unappliedCents) tasks.push(told('refund-from-invoices', 0))
  else if (isEarly) tasks.push(told('before-payment', 0))
  if (refundedOn !== wished) {
    const later = { payment: asked.number, on: wished, postedOn: refundedOn, amountCents }
    tasks.push(postedLater(context, refunded, later))
  }
  return { p: { ...asked, amountCents, refundedOn }, tasks }
}

/** The relay's work for a refund to the source. */
function refundJob(refundId: string): Job {
  return { kind: 'gateway.refund', key: `refund:${refundId}`, payload: { refundId } }
}

/** Why nothing of an entry can go back; null when something can. */
function whyNothingToReturn(refunded: PaymentRow, view: View): Refusal | null {
  const { number, kind } = refunded
  // What a dispute took only a part of has the rest to give, through the gateway, too: nobody disputed that.
  const taken =
    leftToRefundCents(refunded, true) > 0
      ? null
      : takenBackBy(view.list('payments', 'reversesId', refunded.id))
  return firstRefusal([
    refunded.status === 'void' ? refuse('payment-void', { number }) : null,
    kind !== 'payment' && kind !== 'credit' ? refuse('not-a-payment', { number }) : null,
    taken ? refuse('payment-taken-back', { number, kind: taken.kind, by: taken.number }) : null,
  ])
}

function checkRefund(p: Payload, refunded: PaymentRow, view: View): Refusal | null {
  const { number, receivedOn } = refunded
  const leftCents = leftToRefundCents(refunded, p.releaseApplied)
  const days = sourceDaysOf(refunded)
  const toSource = p.by === 'source'
  return firstRefusal([
    whyNothingToReturn(refunded, view),
    // The bank decides where the money goes: returned here too, it would be gone twice.
    refunded.disputeState === 'open'
      ? refuse('payment-disputed', { number, state: refunded.disputeState })
      : null,
    p.refundedOn < receivedOn ? refuse('before-payment', { number, receivedOn }, 'refundedOn') : null,
    toSource && days === null ? refuse('refund-without-source', { number }, 'by') : null,
    toSource && days !== null && !mayReturnToSource(refunded, p.refundedOn)
      ? refuse('refund-too-late-for-source', { number, days, receivedOn }, 'by')
      : null,
    !toSource && p.method === '' ? refuse('refund-method-required', {}, 'method') : null,
    p.amountCents > leftCents
      ? refuse('refund-above-left', { number, amountCents: p.amountCents, leftCents }, 'amountCents')
      : null,
  ])
}
