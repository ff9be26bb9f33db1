import { type CommandContext, put, type Write } from '../command.ts'
import { type Read, rows, type View } from '../view.ts'
import type { TaskKind, TaskRow } from './task-row.ts'

/** What asks what shall become of money that is open; once all of it is used nothing is to be decided any more. */
export const OPEN_MONEY_TASKS = ['overpayment', 'payment-on-void-invoice'] as const

/** What `settleTasks` reads. */
export function taskReads(subject: string): Read[] {
  return [rows('tasks', 'subject', subject)]
}

/** Closes the open tasks of these kinds about a subject (`table:id`) that the command has settled: all, or those that `isMeant`. */
export function settleTasks(
  subject: string,
  kinds: readonly TaskKind[],
  view: View,
  context: CommandContext,
  isMeant: (task: TaskRow) => boolean = () => true,
): Write[] {
  return view
    .list('tasks', 'subject', subject)
    .filter(task => task.state === 'open' && kinds.includes(task.kind) && isMeant(task))
    .map(task => put('tasks', closedTask(task, context)))
}

/** The task as someone of the staff has dealt with it. */
export function closedTask(task: TaskRow, context: CommandContext): TaskRow {
  return { ...task, state: 'done', closedBy: context.by, closedAt: context.at }
}
