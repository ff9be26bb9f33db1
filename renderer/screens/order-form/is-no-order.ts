import { AskFault, AskRefused } from '../../app/ask-client.ts'

/** Whether a question about an order failed because there is no such order: none here, or an id that is none. */
export function isNoOrder(error: unknown): boolean {
  if (error instanceof AskFault) return error.fault === 'not-found'
  return error instanceof AskRefused && error.refusal.code === 'invalid' && error.refusal.field === 'orderId'
}
