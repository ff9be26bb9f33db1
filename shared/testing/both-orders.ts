import type { CommandName } from '../domain/commands.ts'
import type { TaskKind } from '../domain/task/task-row.ts'
import { aDesk, type Desk } from './desk.ts'

/** What one desk gives while the other one can't be reached. */
export type Give = (desk: Desk) => { refusal: { code: string; params: object } | null }

/** Both orders in which two desks' commands can reach the relay, each on a company of its own. */
export function bothOrders(
  scene: (desk: Desk) => { one: Give; other: Give; after(result: Result): void },
): void {
  for (const first of ['one', 'other'] as const) {
    const desk = aDesk()
    const { one, other, after } = scene(desk)
    const refused: Record<string, { code: string; params: object } | null> = {}
    for (const who of first === 'one' ? (['one', 'other'] as const) : (['other', 'one'] as const))
      refused[who] = (who === 'one' ? one : other)(desk).refusal
    after({ first, one: refused.one ?? null, other: refused.other ?? null })
  }
}

interface Result {
  first: 'one' | 'other'
  one: { code: string; params: object } | null
  other: { code: string; params: object } | null
}

/** Gives a command that was entered at another desk. */
export const arrive =
  (name: CommandName, payload: object, userId?: string): Give =>
  desk =>
    desk.arrive(name, payload, userId)

/** The open tasks of a kind. */
export const openTasks = (desk: Desk, kind: TaskKind) =>
  desk.ledger.all('tasks').filter(task => task.kind === kind && task.state === 'open')
