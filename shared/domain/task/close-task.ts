import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'

/** Someone of the staff has dealt with a task. Closing it twice is no mistake. */
export const closeTask = defineCommand({
  name: 'task.close',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'tasks.close',
  payload: z.strictObject({ taskId: id }),
  reads: p => [row('tasks', p.taskId)],
  decide(p, view, context) {
    const task = view.get('tasks', p.taskId)
    if (!task) return reject('unknown-task')
    if (task.state === 'done') return accept([])
    return accept([put('tasks', { ...task, state: 'done', closedBy: context.by, closedAt: context.at })])
  },
})
