import { type CommandContext, put, type Write } from '../command.ts'
import { REVERSED } from '../derived-ids.ts'
import { NOT_REVERSED, type PaymentRow } from './payment-row.ts'

/** How a reversal differs from what it reverses. */
export interface Twin {
  kind: 'refund' | 'nsf' | 'chargeback'
  number: string
  on: string
  /** Positive. */
  amountCents: number
  method: string
  reference: string
  note: string
  refundState: PaymentRow['refundState']
  /** `link`: the gateway moves it, so it can't be withdrawn here. */
  source: PaymentRow['source']
  /** What the gateway keeps for it; 0 where nothing is said. */
  feeCents?: number
  attemptId?: string | null
}

/** The negative entry that returns or takes back part of another, and that other one with its figures moved. */
export function reversalWrites(
  reversed: PaymentRow,
  releasedCents: number,
  twin: Twin,
  context: CommandContext,
): Write[] {
  return [
    put('payments', {
      ...reversed,
      unappliedCents: reversed.unappliedCents + releasedCents - twin.amountCents,
      returnedCents: reversed.returnedCents + twin.amountCents,
    }),
    put('payments', {
      ...NOT_REVERSED,
      id: context.derive(REVERSED.twin.first),
      number: twin.number,
      customerId: reversed.customerId,
      kind: twin.kind,
      status: 'posted',
      receivedOn: twin.on,
      method: twin.method,
      reference: twin.reference,
      currency: reversed.currency,
      totalCents: -twin.amountCents,
      unappliedCents: 0,
      source: twin.source,
      linkId: null,
      attemptId: twin.attemptId ?? null,
      feeCents: twin.feeCents ?? 0,
      note: twin.note,
      recordedBy: context.by,
      recordedAt: context.at,
      reversesId: reversed.id,
      refundState: twin.refundState,
    }),
  ]
}

/** The first NSF or chargeback that took of an entry, among the reversals of it; null when none stands. */
export function takenBackBy(reversals: readonly PaymentRow[]): PaymentRow | null {
  return reversals.filter(isTakeBack).toSorted((a, b) => (a.id < b.id ? -1 : 1))[0] ?? null
}

/** Whether it is an NSF or chargeback that stands. */
export function isTakeBack({ kind, status }: PaymentRow): boolean {
  return status === 'posted' && (kind === 'nsf' || kind === 'chargeback')
}

/** What can still be refunded of an entry: all that did not go back yet, or only what no invoice has. */
export function leftToRefundCents(
  { status, totalCents, returnedCents, unappliedCents }: PaymentRow,
  releaseApplied: boolean,
): number {
  if (status === 'void' || totalCents < 0) return 0
  return releaseApplied ? totalCents - returnedCents : unappliedCents
}
