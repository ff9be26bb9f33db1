import type { CommandContext } from '../command.ts'
import { RECEIVED } from '../derived-ids.ts'
import { claim, type Read, row, type View } from '../view.ts'

interface Named {
  paymentId: string
  number: string
}

/** What `paymentIdentity` reads. */
export function identityReads(named: Named): Read[] {
  return [row('payments', named.paymentId), ...numbers(named).map(number => claim(`no:PAY:${number}`))]
}

/**
 * The id and control number a new payment is kept under: its own, or ones that are free. Money that exists is kept
 * whatever its papers say, and never written over another payment.
 */
export function paymentIdentity(
  named: Named,
  view: View,
  context: CommandContext,
): { id: string; number: string } {
  const id = view.get('payments', named.paymentId) ? context.derive(RECEIVED.payment.first) : named.paymentId
  const free = numbers(named).find(number => view.holder(`no:PAY:${number}`) === null)
  // A number typed by people is shorter than a command's id, so nothing can hold the last resort.
  return { id, number: free ?? `${named.number}-${context.commandId}` }
}

function numbers({ paymentId, number }: Named): string[] {
  return [number, `${number}-${paymentId.slice(-4)}`]
}
