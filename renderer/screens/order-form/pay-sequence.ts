import type { CommandName } from '../../../shared/domain/commands.ts'
import type { OrderView, PaymentView } from '../../../shared/protocol/document-views.ts'
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

interface PayPorts {
  give<N extends CommandName>(name: N, payload: GivenPayload<N>, commandId: string): Promise<unknown>
  readOrder(orderId: string): Promise<OrderView>
  readPayment(paymentId: string): Promise<PaymentView>
}

/**
 * Takes the payment, confirms the order, applies the payment, from wherever it was cut: steps that are done answer what
 * they answered. Tells the step that did not go through and why; null when all did.
 */
export async function carryOut(
  plan: PayPlan,
  ports: PayPorts,
): Promise<{ step: PayStep; error: unknown } | null> {
  const { orderId, customerId, paymentId, method, reference, totalCents, on, commandIds } = plan
  let step: PayStep = 'receive'
  try {
    const received = { paymentId, customerId, receivedOn: on, method, reference, note: '', applications: [] }
    await ports.give(
      'payment.receive',
      { ...received, totalCents: plan.takenCents ?? totalCents },
      commandIds.receive,
    )
    step = 'confirm'
    const confirmation = { orderId, issuedOn: on, expectedTotalCents: totalCents }
    await ports.give('order.confirm', confirmation, commandIds.confirm).catch(unlessConfirmed)
    step = 'apply'
    const { invoice } = await ports.readOrder(orderId)
    const { payment } = await ports.readPayment(paymentId)
    // Of a customer who pays first, confirming has applied prepayments already.
    const amountCents = Math.min(payment.unappliedCents, invoice?.openCents ?? 0)
    if (invoice && amountCents > 0) {
      const applications = [{ invoiceId: invoice.id, amountCents }]
      await ports.give('payment.apply', { paymentId, appliedOn: on, applications }, commandIds.apply)
    }
    return null
  } catch (error) {
    return { step, error }
  }
}

function unlessConfirmed(error: unknown): void {
  if (!(error instanceof AskRefused && error.refusal.code === 'order-confirmed')) throw error
}
