import type { CommandName } from '../../../shared/domain/commands.ts'
import type { OrderPayState } from '../../../shared/protocol/order-asks.ts'
import { AskRefused } from '../../app/ask-client.ts'
import type { GivenPayload } from '../../app/give-command.ts'

/** A payment taken for an order that is confirmed right after. Kept until it is through, so that a cut one goes on. */
export interface PayPlan {
  orderId: string
  customerId: string
  paymentId: string
  method: string
  reference: string
  /** The order's total, as it was seen. */
  totalCents: number
  /** What is taken now, where some of the total is held for the order already. */
  takenCents?: number
  /** The day of the payment and the invoice. */
  on: string
  /** One id for each step: a step given again is not done twice. */
  commandIds: { receive: string; confirm: string; apply: string }
}

export type PayStep = keyof PayPlan['commandIds']

/** How the sequence ended. */
export type PayEnd =
  /** All steps are done: what of the payment its invoice did not need, and what of the invoice it did not cover. */
  | { is: 'through'; overCents: number; openCents: number }
  | { is: 'cut'; step: PayStep; error: unknown }
  /** Nothing was taken: what is left to be paid is not what the person saw any more. */
  | { is: 'changed' }

interface PayPorts {
  give<N extends CommandName>(name: N, payload: GivenPayload<N>, commandId: string): Promise<unknown>
  /** The order as it stands, and the payment of the plan where it was taken. */
  readState(orderId: string, paymentId: string): Promise<OrderPayState>
}

/**
 * Takes the payment, confirms the order, applies the payment, from wherever it was cut: steps that are done answer what they
 * answered. Before the payment is known to have been taken, what is held for the order is looked at again, and nothing is taken
 * for one that can't be confirmed.
 */
export async function carryOut(plan: PayPlan, ports: PayPorts): Promise<PayEnd> {
  const { orderId, customerId, paymentId, method, reference, totalCents, on, commandIds } = plan
  let step: PayStep = 'receive'
  try {
    const takenCents = plan.takenCents ?? totalCents
    const before = await ports.readState(orderId, paymentId)
    if (before.payment === null && leftToTake(before, totalCents) !== takenCents) return { is: 'changed' }
    if (before.payment === null && before.whyNotOncePaid) throw new AskRefused(before.whyNotOncePaid)
    const received = { paymentId, customerId, receivedOn: on, method, reference, note: '', applications: [] }
    await ports.give('payment.receive', { ...received, totalCents: takenCents, orderId }, commandIds.receive)
    step = 'confirm'
    const confirmation = { orderId, issuedOn: on, expectedTotalCents: totalCents }
    await ports.give('order.confirm', confirmation, commandIds.confirm).catch(unlessConfirmed)
    step = 'apply'
    // Of a customer who pays first, confirming has applied prepayments already.
    const { invoice, payment } = await ports.readState(orderId, paymentId)
    const [openCents, unappliedCents] = [invoice?.openCents ?? 0, payment?.unappliedCents ?? 0]
    const amountCents = Math.min(unappliedCents, openCents)
    if (invoice && amountCents > 0) {
      const applications = [{ invoiceId: invoice.id, amountCents }]
      await ports.give('payment.apply', { paymentId, appliedOn: on, applications }, commandIds.apply)
    }
    return { is: 'through', overCents: unappliedCents - amountCents, openCents: openCents - amountCents }
  } catch (error) {
    return { is: 'cut', step, error }
  }
}

/** What is to be taken of a total that was seen; null where the order comes to another, is confirmed or voided. */
function leftToTake({ order, heldCents }: OrderPayState, totalCents: number): number | null {
  const isOpen = order.status === 'draft' || order.status === 'pending'
  return isOpen && order.totalCents === totalCents ? Math.max(0, totalCents - heldCents) : null
}

/**
 * The plan on which a sequence goes on whose order came to another total after its payment was taken, which the person was told:
 * the same payment, and a confirmation of what the order comes to now. Null where it was cut by something else.
 */
export function planAtNewTotal(plan: PayPlan, end: PayEnd, confirmId: string): PayPlan | null {
  if (end.is !== 'cut' || !(end.error instanceof AskRefused)) return null
  const { code, params } = end.error.refusal
  if (end.step !== 'confirm' || code !== 'order-changed') return null
  return {
    ...plan,
    totalCents: Number(params.totalCents),
    takenCents: plan.takenCents ?? plan.totalCents,
    commandIds: { ...plan.commandIds, confirm: confirmId },
  }
}

function unlessConfirmed(error: unknown): void {
  if (!(error instanceof AskRefused && error.refusal.code === 'order-confirmed')) throw error
}
