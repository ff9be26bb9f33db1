import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, type CommandContext, defineCommand, put, reject } from '../command.ts'
import { refuse } from '../rejections.ts'
import { row, type View } from '../view.ts'
import type { SyncIssueRow } from './task-row.ts'

/** A refused request was repaired by a new command, or given up: by its own author or an admin, whose card alone it is. */
export const closeSyncIssue = defineCommand({
  name: 'sync-issue.close',
  version: 1,
  class: 'request',
  by: 'user',
  permission: null,
  payload: z.strictObject({ issueId: id }),
  reads: p => [row('sync_issues', p.issueId)],
  entry: (p, view) => (view.get('sync_issues', p.issueId) ? null : refuse('unknown-task')),
  decide(p, view, context) {
    const issue = view.get('sync_issues', p.issueId)
    // A relay put back to a backup may have lost it: then there is nothing left to close.
    if (!issue) return accept([])
    if (!mayClose(issue, view, context)) return reject('not-allowed', { right: 'sync-issue.close' })
    if (issue.state === 'closed') return accept([])
    return accept([put('sync_issues', { ...issue, state: 'closed', closedBy: context.by })])
  },
})

function mayClose(issue: SyncIssueRow, view: View, { actor }: CommandContext): boolean {
  if (actor.kind === 'relay' || actor.userId === issue.userId) return true
  return view.get('users', actor.userId)?.roles.includes('admin') ?? false
}
