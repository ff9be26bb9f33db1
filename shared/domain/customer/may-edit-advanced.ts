import type { CommandContext } from '../command.ts'
import { grantFor } from '../permissions.ts'
import type { View } from '../view.ts'

/** True when who gives the command may set the Advanced tab's fields. Their user's row is gathered for every command. */
export function mayEditAdvanced(view: View, context: CommandContext): boolean {
  if (context.actor.kind === 'relay') return true
  const user = view.get('users', context.actor.userId)
  return user !== null && grantFor(user, 'customers.edit-advanced') !== null
}
