import { z } from 'zod'
import { assert } from '../../lib/assert.ts'
import { businessDateAt } from '../../lib/dates.ts'
import { businessDate, cents, id, instant, line, positiveCents, requiredLine } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, type CommandContext, defineCommand, put, type Write } from '../command.ts'
import { companyOf } from '../company/company-of.ts'
import { REINSTATED, REVERSED } from '../derived-ids.ts'
import type { DisputeRow } from '../dispute/dispute-row.ts'
import { newTask } from '../task/new-task.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import { row, rows, type View } from '../view.ts'
import { chargeBack, creditsAgainReads, withdrawChargeback } from './charge-back.ts'
import { asTaken, entriesOf } from './dispute-entries.ts'
import type { PaymentRow } from './payment-row.ts'
import { receivedCustomers } from './release-received.ts'
import { takeBackReads } from './take-back.ts'

const payload = z
  .strictObject({
    paymentId: id,
    gateway: requiredLine(120),
    disputeId: id,
    /** The gateway's id of the dispute. */
    reference: requiredLine(200),
    state: z.enum(['inquiry', 'open', 'won', 'lost']),
    reason: line(100),
    amountCents: positiveCents,
    /** What the gateway keeps for it, as far as it is known. */
    feeCents: cents,
    openedAt: instant,
    dueAt: instant.nullable(),
    on: businessDate,
    /** The control number for the entry of a lost one; null for others. */
    number: requiredLine(20).nullable(),
  })
  .refine(({ state, number }) => state !== 'lost' || number !== null, {
    path: ['number'],
    message: 'required when lost',
  })
type Payload = z.output<typeof payload>

/** A dispute's states only move on in this order: what was read earlier and told later changes nothing. */
const RANK = { inquiry: 0, open: 1, lost: 2, won: 3 } as const

/**
 * What the gateway says of a dispute: given by the relay. While it is open, or a question only, a task waits. A lost one
 * is charged back once, unless someone registered that by hand; a won one takes the chargeback back and pays the invoices again.
 */
export const recordDispute = keepingBalances(
  defineCommand({
    name: 'payment.record-dispute',
    version: 1,
    class: 'fact',
    by: 'relay',
    permission: null,
    payload,
    reads: (p, view) => [
      row('disputes', p.disputeId),
      rows('disputes', 'paymentId', p.paymentId),
      ...takeBackReads({ ...p, number: p.number ?? '', markedOn: p.on, note: '' }, view),
      ...creditsAgainReads(p.paymentId, view),
      ...taskReads(`payments:${p.paymentId}`),
    ],
    decide(p, view, context) {
      const payment = view.get('payments', p.paymentId)
      const known = view.get('disputes', p.disputeId)
      if (payment?.kind !== 'payment' || payment.status === 'void') return accept([])
      if (known !== null && RANK[p.state] < RANK[known.state]) return accept([])
      const moves = known?.state !== p.state
      const told = rowOf(p, payment, known, context)
      const marked = { ...payment, disputeState: stateOfAll(told, view) }
      const taken = entriesOf(told, view)
      const tasks = waitingTasks(told, known, { ...payment, gateway: p.gateway }, view, context)
      if (p.state === 'lost' && moves && taken.length === 0) {
        assert(p.number !== null, 'a lost dispute without a number')
        const { writes, chargeback } = chargeBack(marked, told, { on: p.on, number: p.number }, view, context)
        const chargebackId = chargeback?.id ?? null
        const taskOfIt = chargeback ? takenTasks(told, chargeback, p, marked, context) : []
        return accept([put('disputes', { ...told, chargebackId }), ...writes, ...tasks, ...taskOfIt])
      }
      if (p.state === 'lost' && moves)
        return accept([
          put('disputes', { ...told, chargebackId: taken[0]!.id }),
          put('payments', marked),
          ...taken.map(entry => put('payments', asTaken(entry, told, taken[0]!))),
          ...tasks,
        ])
      if (p.state === 'won' && moves && taken.length > 0) {
        const { writes, leftCents } = withdrawChargeback(marked, taken, p.on, view, context)
        const settled = settleTasks(`payments:${payment.id}`, ['payment-taken-back'], view, context)
        const params = { amountCents: leftCents, payment: payment.number }
        const left =
          leftCents > 0
            ? [
                newTask(
                  context,
                  REINSTATED.disputeLeft.first,
                  'overpayment',
                  subjectOf(payment),
                  payment.customerId || null,
                  params,
                ),
              ]
            : []
        return accept([put('disputes', told), ...writes, ...tasks, ...settled, ...left])
      }
      return accept([put('disputes', told), put('payments', marked), ...tasks])
    },
  }),
  (p, view) => receivedCustomers(p.paymentId, view),
)

function rowOf(
  p: Payload,
  payment: PaymentRow,
  known: DisputeRow | null,
  context: CommandContext,
): DisputeRow {
  const isOver = p.state === 'won' || p.state === 'lost'
  const closedAt = known?.state === p.state ? known.closedAt : context.at
  return {
    id: p.disputeId,
    paymentId: payment.id,
    customerId: payment.customerId,
    reference: p.reference,
    state: p.state,
    reason: p.reason,
    currency: payment.currency,
    amountCents: p.amountCents,
    feeCents: p.feeCents,
    openedAt: p.openedAt,
    dueAt: p.dueAt ?? known?.dueAt ?? null,
    closedAt: isOver ? closedAt : null,
    chargebackId: known?.chargebackId ?? null,
  }
}

/** How a payment stands with all its disputes: what asks for a deed comes first. */
function stateOfAll(told: DisputeRow, view: View): PaymentRow['disputeState'] {
  const others = view.list('disputes', 'paymentId', told.paymentId).filter(({ id }) => id !== told.id)
  const states = new Set([told, ...others].map(({ state }) => state))
  return (['open', 'inquiry', 'lost', 'won'] as const).find(state => states.has(state)) ?? ''
}

/** The task that waits while evidence may be given: a new one where state or day moved, none once it is over. */
function waitingTasks(
  told: DisputeRow,
  known: DisputeRow | null,
  payment: PaymentRow & { gateway: string },
  view: View,
  context: CommandContext,
): Write[] {
  const isWaiting = told.state === 'inquiry' || told.state === 'open'
  if (known?.state === told.state && known.dueAt === told.dueAt) return []
  const isOfIt = ({ params }: { params: Record<string, unknown> }) => params.dispute === told.reference
  const settled = settleTasks(subjectOf(payment), ['payment-disputed'], view, context, isOfIt)
  if (!isWaiting) return settled
  const params = {
    payment: payment.number,
    dispute: told.reference,
    state: told.state,
    reason: told.reason,
    amountCents: told.amountCents,
    feeCents: told.feeCents,
    gateway: payment.gateway,
    dueOn: told.dueAt === null ? '' : businessDateAt(told.dueAt, companyOf(view)?.timeZone ?? 'UTC'),
  }
  const { customerId } = payment
  return [
    ...settled,
    newTask(
      context,
      REVERSED.disputeDue.first,
      'payment-disputed',
      subjectOf(payment),
      customerId || null,
      params,
    ),
  ]
}

function takenTasks(
  told: DisputeRow,
  chargeback: PaymentRow,
  p: Payload,
  payment: PaymentRow,
  context: CommandContext,
): Write[] {
  assert(chargeback.totalCents < 0, 'what is taken back is negative')
  const customerId = payment.customerId || null
  const params = {
    payment: payment.number,
    chargeback: chargeback.number,
    kind: chargeback.kind,
    reason: told.reason,
    amountCents: -chargeback.totalCents,
    feeCents: told.feeCents,
  }
  const tasks = [
    newTask(
      context,
      REVERSED.disputeTaken.first,
      'payment-taken-back',
      subjectOf(payment),
      customerId,
      params,
    ),
  ]
  if (chargeback.receivedOn > p.on) {
    const late = {
      payment: chargeback.number,
      on: p.on,
      postedOn: chargeback.receivedOn,
      amountCents: params.amountCents,
    }
    tasks.push(
      newTask(
        context,
        REVERSED.disputePostedLater.first,
        'posted-after-close',
        subjectOf(payment),
        customerId,
        late,
      ),
    )
  }
  return tasks
}

function subjectOf({ id: paymentId }: PaymentRow): string {
  return `payments:${paymentId}`
}
