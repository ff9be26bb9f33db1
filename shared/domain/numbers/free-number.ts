import type { CommandContext } from '../command.ts'
import { claim, type Read, type View } from '../view.ts'

/** How a document claims its number: control numbers, invoices. */
export type NumberClaim = 'no:PAY:' | 'no:INV:'

/** What `freeNumber` reads. `aboutId` is the document it is made for: its end is the first suffix. */
export function numberReads(prefix: NumberClaim, number: string, aboutId: string): Read[] {
  return candidates(number, aboutId).map(candidate => claim(prefix + candidate))
}

/** The number that was taken, or with a suffix where another document printed it meanwhile; never refused. */
export function freeNumber(
  prefix: NumberClaim,
  number: string,
  aboutId: string,
  view: View,
  context: CommandContext,
): string {
  const free = candidates(number, aboutId).find(candidate => view.holder(prefix + candidate) === null)
  return free ?? `${number}-${context.commandId}`
}

function candidates(number: string, aboutId: string): string[] {
  return [number, `${number}-${aboutId.slice(-4)}`]
}
