import type { CommandName, PayloadOf } from '../../shared/domain/commands.ts'
import type { Answers } from '../../shared/protocol/desk.ts'
import { ask } from './ask.ts'
import { newId } from './new-id.ts'

/** A command's payload as a screen gives it: the backend fills in the number from its leased block. */
export type GivenPayload<N extends CommandName> = N extends CommandName ? Omit<PayloadOf<N>, 'number'> : never

/**
 * Gives a command; once this resolves it is saved on this computer. Throws `AskRefused` when it is refused here.
 * One `commandId` is one command, however often it is given and wherever. `number` is the number an order or payment was given.
 */
export function giveCommand<N extends CommandName>(
  name: N,
  payload: GivenPayload<N>,
  commandId = newId(),
): Promise<Answers['command']> {
  return ask('command', { commandId, name, payload: payload as Record<string, unknown> })
}
