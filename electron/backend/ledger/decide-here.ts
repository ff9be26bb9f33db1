import {
  type Actor,
  type Command,
  checkPermission,
  contextOf,
  type Decision,
  isFact,
  type Write,
} from '../../../shared/domain/command.ts'
import { commandNamed } from '../../../shared/domain/commands.ts'
import { gather } from '../../../shared/domain/gather.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import { upcast } from '../../../shared/domain/upcast.ts'
import type { Answer, Read } from '../../../shared/domain/view.ts'
import type { RowWriter } from '../store/row-store.ts'
import type { OutboxCommand } from '../store/sync-store.ts'

type Given = Omit<OutboxCommand, 'ord'>

/** Decides a command that is given here now: rights and typing mistakes are checked. Nothing is written. */
export function decideFirst({ rows }: { rows: RowWriter }, queued: Given, deviceId: string): Decision {
  return decide(read => rows.answer(read), queued, deviceId, true)
}

/**
 * Decides a command again, on rows that may have changed. The relay accepts facts from people whose right is gone and has
 * them reviewed; so the prediction does, too. Nothing is written.
 */
export function decideAgain(answer: (read: Read) => Answer, queued: Given, deviceId: string): Decision {
  return decide(answer, queued, deviceId, false)
}

function decide(answer: (read: Read) => Answer, queued: Given, deviceId: string, first: boolean): Decision {
  const command = commandNamed(queued.name)
  if (!command) return { refusal: refuse('unknown-command', { name: queued.name }) }
  const actor: Actor = { kind: 'user', userId: queued.userId, deviceId }
  const payload = payloadOf(command, queued)
  const view = gather(command, payload, actor, answer)
  if (first || !isFact(command, payload)) {
    const refusal = checkPermission(command, payload, view, actor)
    if (refusal) return { refusal }
  }
  const context = contextOf(queued.id, actor, queued.givenAt)
  const mistake = first ? (command.entry?.(payload, view, context) ?? null) : null
  if (mistake) return { refusal: mistake }
  return command.decide(payload, view, context)
}

// A command queued before an update is decided as its newest version takes it, as the relay will; it is sent as it was given.
function payloadOf(command: Command, { version, payload }: Pick<Given, 'version' | 'payload'>): unknown {
  if (version === command.version) return payload
  return command.payload.parse(upcast(command.name, version, command.version, payload))
}

/** The id of the row a write is about. */
export function writtenId(write: Write): string {
  return 'row' in write ? write.row.id : write.deletedId
}

/** Writes a row as a command decided it here, or takes it away. */
export function predictWrite(rows: RowWriter, write: Write): void {
  if ('row' in write) rows.predict(write.table, write.row)
  else rows.remove(write.table, write.deletedId)
}
