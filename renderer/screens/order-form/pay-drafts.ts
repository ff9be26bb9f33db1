import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { dropDraft, keepDraft, readDraft } from '../../store/draft.ts'
import type { PayPlan } from './pay-sequence.ts'

const planKey = (orderId: string) => `pay-confirm.${orderId}`
const typedKey = (orderId: string) => `pay-typed.${orderId}`
const pageKey = (orderId: string) => `pay-page.${orderId}`

/** What was typed into the form of an order's payment. */
export interface TypedPayment {
  method: string
  reference: string
}

/** The payment that was begun for an order and is not through; null when there is none. */
export function unfinishedPayment(orderId: string): PayPlan | null {
  return readDraft<PayPlan>(planKey(orderId))
}

/** Keeps a payment that is begun until it is through; null: it is, or nothing of it was taken. */
export function keepPlan(orderId: string, plan: PayPlan | null): void {
  if (plan) keepDraft(planKey(orderId), plan)
  else dropDraft(planKey(orderId))
}

/** What was typed for an order's payment and not taken; null when nothing was. */
export function typedPayment(orderId: string): TypedPayment | null {
  return readDraft<TypedPayment>(typedKey(orderId))
}

/** Keeps what is typed until the order is paid or confirmed. */
export function keepTyped(orderId: string, typed: TypedPayment): void {
  keepDraft(typedKey(orderId), typed)
}

/** The link of the card page that was opened here last for an order; null when none was. */
export function pageOpenedHere(orderId: string): string | null {
  return readDraft<string>(pageKey(orderId))
}

/** Keeps which card page was opened here, until the order tells of it itself. */
export function keepPage(orderId: string, linkId: string): void {
  keepDraft(pageKey(orderId), linkId)
}

/** The order is paid and confirmed, or confirmed without: what was typed for its payment is of no use any more. */
export function forgetTypedPayment(orderId: string): void {
  dropDraft(typedKey(orderId))
  dropDraft(pageKey(orderId))
}

/** The same for an order as it is seen: it may have been confirmed or voided elsewhere. A payment begun here stays. */
export function forgetIfEnded({ id, status }: Pick<OrderRow, 'id' | 'status'>): void {
  if (status === 'confirmed' || status === 'voided') forgetTypedPayment(id)
}
