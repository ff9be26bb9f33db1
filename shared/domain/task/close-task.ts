import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put } from '../command.ts'
import { refuse } from '../rejections.ts'
import { row } from '../view.ts'
import { closedTask } from './settle-tasks.ts'

/** Someone of the staff has dealt with a task. Closing it twice is no mistake. */
export const closeTask = defineCommand({
  name: 'task.close',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'tasks.close',
  payload: z.strictObject({ taskId: id }),
  reads: p => [row('tasks', p.taskId)],
  entry: (p, view) => (view.get('tasks', p.taskId) ? null : refuse('unknown-task')),
  decide(p, view, context) {
    const task = view.get('tasks', p.taskId)
    // A relay put back to a backup may have lost it: then there is nothing left to close.
    if (!task) return accept([])
    return accept(task.state === 'done' ? [] : [put('tasks', closedTask(task, context))])
  },
})
