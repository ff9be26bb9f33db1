import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'

/** A refused request was repaired by a new command, or given up. */
export const closeSyncIssue = defineCommand({
  name: 'sync-issue.close',
  version: 1,
  class: 'request',
  by: 'user',
  permission: null,
  payload: z.strictObject({ issueId: id }),
  reads: p => [row('sync_issues', p.issueId)],
  decide(p, view, context) {
    const issue = view.get('sync_issues', p.issueId)
    if (!issue) return reject('unknown-task')
    if (issue.state === 'closed') return accept([])
    return accept([put('sync_issues', { ...issue, state: 'closed', closedBy: context.by })])
  },
})
