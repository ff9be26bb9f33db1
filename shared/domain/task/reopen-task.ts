import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put } from '../command.ts'
import { refuse } from '../rejections.ts'
import { row } from '../view.ts'

/** A task was closed by mistake: it waits again. What is open already is no mistake. */
export const reopenTask = defineCommand({
  name: 'task.reopen',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'tasks.close',
  payload: z.strictObject({ taskId: id }),
  reads: p => [row('tasks', p.taskId)],
  entry: (p, view) => (view.get('tasks', p.taskId) ? null : refuse('unknown-task')),
  decide(p, view) {
    const task = view.get('tasks', p.taskId)
    if (task?.state !== 'done') return accept([])
    return accept([put('tasks', { ...task, state: 'open', closedBy: null, closedAt: null })])
  },
})
