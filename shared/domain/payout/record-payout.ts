import { z } from 'zod'
import { businessDate, id, instant, line, requiredLine } from '../../lib/parse.ts'
import { accept, type CommandContext, defineCommand, put, type Write } from '../command.ts'
import { COMPANY_ROW } from '../company/company-of.ts'
import { PAID_OUT } from '../derived-ids.ts'
import { sumCents } from '../money.ts'
import { newTask } from '../task/new-task.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import type { TaskRow } from '../task/task-row.ts'
import { row, rows, type View } from '../view.ts'
import type { PayoutEntryRow, PayoutRow } from './payout-row.ts'

const entry = z.strictObject({
  /** The gateway's id of the movement. */
  reference: requiredLine(200),
  kind: z.enum(['payment', 'refund', 'dispute', 'fee', 'other']),
  /** Our entry it belongs to; null where there is none. */
  paymentId: id.nullable(),
  /** Known though it is no entry of ours: sold at the same account by another way than Florin, or a payout that came back. */
  isKnown: z.boolean(),
  grossCents: z.int(),
  feeCents: z.int(),
  netCents: z.int(),
  at: instant,
})

const payload = z.strictObject({
  payoutId: id,
  gateway: requiredLine(120),
  /** The gateway's id of it. */
  reference: requiredLine(200),
  state: z.enum(['pending', 'paid', 'failed', 'canceled']),
  currency: line(3),
  amountCents: z.int(),
  arrivesOn: businessDate,
  createdAt: instant,
  /** What it is made of; null where the gateway does not say. */
  entries: z.array(entry).nullable(),
})
type Payload = z.output<typeof payload>

/** A payout's states only move on in this order: what was read earlier and told later changes nothing. */
const RANK = { pending: 0, paid: 1, canceled: 2, failed: 2 } as const

/**
 * What the gateway sent to the bank, with the movements it is made of: given by the relay as often as it changes. What
 * does not add up, or is not known here, is one task until it does; so is a payout that the bank turned away.
 */
export const recordPayout = defineCommand({
  name: 'payout.record',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload,
  reads: p => [
    row('companies', COMPANY_ROW),
    row('payouts', p.payoutId),
    rows('payout_entries', 'payoutId', p.payoutId),
    ...taskReads(`payouts:${p.payoutId}`),
  ],
  decide(p, view, context) {
    const known = view.get('payouts', p.payoutId)
    if (known !== null && RANK[p.state] < RANK[known.state]) return accept([])
    const before = view.list('payout_entries', 'payoutId', p.payoutId)
    const entries = p.entries?.map((each, at) => entryOf(p, each, before, context, at)) ?? before
    const strangers = (p.entries ?? []).filter(isStranger)
    const sum = sumCents(entries.map(({ netCents }) => netCents))
    const isReconciled = entries.length > 0 && sum === p.amountCents && strangers.length === 0
    const payout: PayoutRow = {
      id: p.payoutId,
      gateway: p.gateway,
      reference: p.reference,
      state: p.state,
      currency: p.currency,
      amountCents: p.amountCents,
      arrivesOn: p.arrivesOn,
      createdAt: p.createdAt,
      entryCount: entries.length,
      isReconciled,
    }
    const written = p.entries === null ? [] : entries.map(each => put('payout_entries', each))
    return accept([
      put('payouts', payout),
      ...written,
      ...unexplained(p, { sum, strangers, isReconciled }, view, context),
      ...failed(p, known, context),
    ])
  },
})

function entryOf(
  p: Payload,
  { isKnown: _, ...told }: z.output<typeof entry>,
  before: readonly PayoutEntryRow[],
  context: CommandContext,
  at: number,
): PayoutEntryRow {
  const id =
    before.find(each => each.reference === told.reference)?.id ?? context.derive(PAID_OUT.entries.first + at)
  return { id, payoutId: p.payoutId, ...told }
}

/** Money that moved and that nothing here tells of. What the gateway keeps for itself needs no entry of ours. */
function isStranger({ kind, paymentId, isKnown }: z.output<typeof entry>): boolean {
  return paymentId === null && !isKnown && kind !== 'fee'
}

function unexplained(
  p: Payload,
  found: { sum: number; strangers: z.output<typeof entry>[]; isReconciled: boolean },
  view: View,
  context: CommandContext,
): Write[] {
  const subject = `payouts:${p.payoutId}`
  const kinds = ['payout-unexplained'] as const
  if (found.isReconciled) return settleTasks(subject, kinds, view, context)
  // Until the gateway says what it is made of there is nothing to look for.
  if (p.entries === null) return []
  const params = {
    reference: p.reference,
    arrivesOn: p.arrivesOn,
    amountCents: p.amountCents,
    sumCents: found.sum,
    differenceCents: p.amountCents - found.sum,
    strangers: found.strangers.length,
    strangersCents: sumCents(found.strangers.map(({ netCents }) => netCents)),
  }
  const isTold = view
    .list('tasks', 'subject', subject)
    .some(
      task => task.kind === 'payout-unexplained' && (task.state === 'open' || isSame(task.params, params)),
    )
  if (isTold) return []
  return [newTask(context, PAID_OUT.tasks.first, 'payout-unexplained', subject, null, params)]
}

/** The same figures as in a task that someone has dealt with. */
function isSame(before: TaskRow['params'], { differenceCents, strangersCents }: TaskRow['params']): boolean {
  return before.differenceCents === differenceCents && before.strangersCents === strangersCents
}

function failed(p: Payload, known: PayoutRow | null, context: CommandContext): Write[] {
  if (p.state !== 'failed' || known?.state === 'failed') return []
  const params = { reference: p.reference, arrivesOn: p.arrivesOn, amountCents: p.amountCents }
  return [newTask(context, PAID_OUT.tasks.first + 1, 'payout-failed', `payouts:${p.payoutId}`, null, params)]
}
