import { type CommandContext, put, type Write } from '../command.ts'
import type { RefusalParams } from '../rejections.ts'
import type { TaskKind } from './task-row.ts'

/** A task for the staff, as the n-th record of its command. */
export function newTask(
  context: CommandContext,
  n: number,
  kind: TaskKind,
  subject: string,
  customerId: string | null,
  params: RefusalParams,
): Write {
  return put('tasks', {
    id: context.derive(n),
    kind,
    state: 'open',
    customerId,
    subject,
    params,
    createdAt: context.at,
    closedBy: null,
    closedAt: null,
    causedBy: context.by,
    deviceId: context.actor.kind === 'user' ? context.actor.deviceId : '',
  })
}
