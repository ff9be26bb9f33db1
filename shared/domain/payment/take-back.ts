import { businessDate, id, note, requiredLine } from '../../lib/parse.ts'
import type { CommandContext, ReadSoFar, Write } from '../command.ts'
import { closedOn, firstOpenDay } from '../company/closed-period.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { REVERSED } from '../derived-ids.ts'
import { freeNumber, numberReads } from '../numbers/free-number.ts'
import { firstRefusal, type Refusal, refuse } from '../rejections.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import { type Read, row, rows, type View } from '../view.ts'
import { notAsEntered, postedLater } from './not-as-entered.ts'
import type { PaymentRow } from './payment-row.ts'
import { receivedReads, releaseReceived } from './release-received.ts'
import { reversalWrites, type Twin, takenBackBy } from './reversal-rows.ts'

/** What a bounced and a charged-back payment are given by. */
export const TAKE_BACK = {
  paymentId: id,
  /** The control number of the new entry, from a leased block. */
  number: requiredLine(20),
  markedOn: businessDate,
  note: note(4000),
}

interface TakeBack {
  paymentId: string
  number: string
  markedOn: string
  note: string
}

type Kind = 'nsf' | 'chargeback'

/** What there is nothing to do about any more once the money is gone. */
const SETTLED = ['overpayment', 'payment-on-void-invoice', 'possible-duplicate-payment'] as const

/** What `checkTakeBack` and `takeBack` read. */
export function takeBackReads(p: TakeBack, view: ReadSoFar): Read[] {
  return [
    row('companies', COMPANY_ROW),
    row('payments', p.paymentId),
    rows('payments', 'reversesId', p.paymentId),
    ...numberReads('no:PAY:', p.number, p.paymentId),
    ...receivedReads(p.paymentId, view),
    ...taskReads(`payments:${p.paymentId}`),
  ]
}

/** Why a payment is not marked as bounced or charged back where someone enters it; null when it may be. */
export function checkTakeBack(kind: Kind, p: TakeBack, view: View): Refusal | null {
  const payment = view.get('payments', p.paymentId)
  if (!payment) return refuse('unknown-payment')
  const { number, receivedOn } = payment
  return firstRefusal([
    whyNothingToTake(kind, payment, view),
    closedOn(p.markedOn, companyOf(view), 'markedOn'),
    p.markedOn < receivedOn ? refuse('before-payment', { number, receivedOn }, 'markedOn') : null,
  ])
}

/** Why there is nothing that could be taken back of a payment; null when there is. */
function whyNothingToTake(kind: Kind, payment: PaymentRow, view: View): Refusal | null {
  const { number, method, source } = payment
  const taken = takenBackBy(view.list('payments', 'reversesId', payment.id))
  return firstRefusal([
    payment.status === 'void' ? refuse('payment-void', { number }) : null,
    payment.kind !== 'payment' ? refuse('not-a-payment', { number }) : null,
    taken ? refuse('payment-taken-back', { number, kind: taken.kind, by: taken.number }) : null,
    payment.totalCents === payment.returnedCents ? refuse('payment-returned', { number }) : null,
    kind === 'nsf' && method === 'card' && source === 'link' ? refuse('card-not-nsf', { number }) : null,
  ])
}

/**
 * What happened to a payment, posted as far as there is something to take: not before the payment, and on the first open
 * day. Where there is nothing, because it was voided, refunded or taken back meanwhile, a task says so; null is posted.
 */
export function registerTakeBack(
  kind: Kind,
  p: TakeBack,
  view: View,
  context: CommandContext,
): { posted: { payment: PaymentRow; on: string } | null; writes: Write[] } {
  const payment = view.get('payments', p.paymentId)
  const nothing = payment ? whyNothingToTake(kind, payment, view) : refuse('unknown-payment')
  const entered = { what: kind, number: p.number, payment: payment?.number ?? '' }
  const customerId = payment?.customerId ?? null
  if (!payment || nothing) {
    const amountCents = payment?.totalCents ?? 0
    const by = String(nothing?.params.by ?? '')
    const told = { ...entered, amountCents, missingCents: amountCents, reason: nothing?.code ?? '', by }
    return {
      posted: null,
      writes: [notAsEntered(context, REVERSED.notAsEntered.first, p.paymentId, customerId, told)],
    }
  }
  const amountCents = payment.totalCents - payment.returnedCents
  const isEarly = p.markedOn < payment.receivedOn
  const wished = isEarly ? payment.receivedOn : p.markedOn
  const on = firstOpenDay(wished, view)
  const writes = takeBack(kind, payment, { ...p, markedOn: on }, view, context)
  if (isEarly) {
    const told = { ...entered, amountCents, missingCents: 0, reason: 'before-payment' }
    writes.push(notAsEntered(context, REVERSED.notAsEntered.first, payment.id, customerId, told))
  }
  if (on !== wished) {
    const later = { payment: p.number, on: wished, postedOn: on, amountCents }
    writes.push(postedLater(context, payment, later))
  }
  return { posted: { payment, on }, writes }
}

/**
 * The money of a payment is gone again: a negative twin of all that had not gone back yet, its invoices open again, and
 * the credits used with it open credits again. Of a payment of which nothing is left it must not be asked.
 */
export function takeBack(
  kind: Kind,
  payment: PaymentRow,
  p: TakeBack,
  view: View,
  context: CommandContext,
  more: Partial<Pick<Twin, 'source' | 'feeCents'>> = {},
): Write[] {
  const { writes, releasedCents } = releaseReceived(payment, p.markedOn, view, context)
  const twin = {
    kind,
    number: freeNumber('no:PAY:', p.number, p.paymentId, view, context),
    on: p.markedOn,
    amountCents: payment.totalCents - payment.returnedCents,
    method: payment.method,
    reference: payment.reference,
    note: p.note,
    refundState: '' as const,
    source: 'desk' as const,
    ...more,
  }
  return [
    ...reversalWrites(payment, releasedCents, twin, context),
    ...writes,
    ...settleTasks(`payments:${payment.id}`, SETTLED, view, context),
  ]
}
