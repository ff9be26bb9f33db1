import type { CommandContext, Write } from '../command.ts'
import type { Refusal } from '../rejections.ts'
import { newTask } from '../task/new-task.ts'
import type { OrderRow } from './order-row.ts'

/**
 * The task for an order that goes beyond a customer's credit, or was not paid first, and was confirmed or raised where that
 * was not known: the order is on hold until someone who may releases it. As the n-th record of its command.
 */
export function heldTask(
  context: CommandContext,
  n: number,
  order: OrderRow,
  beyond: Refusal,
  raisedCents = 0,
): Write {
  const params = { ...beyond.params, number: order.number, reason: beyond.code, raisedCents }
  return newTask(context, n, 'credit-limit-exceeded', `orders:${order.id}`, order.customerId, params)
}
