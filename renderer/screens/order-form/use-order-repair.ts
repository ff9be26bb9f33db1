import { useEffect } from 'react'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { closeIssue, useIssue } from '../../app/issues.ts'
import { newId } from '../../app/new-id.ts'
import { useToday } from '../../store/session.ts'
import type { DeskState } from './desk-state.ts'
import type { OrderDesk } from './order-desk.ts'
import { isSaved } from './order-draft.ts'
import { refillOf } from './refill.ts'

/** Requests this window closes: they stay listed a moment longer. */
const closing = new Set<string>()

/**
 * Fills a refused request into the form it was opened for, and closes it once its values are saved. Answers the request
 * while it is open.
 */
export function useOrderRepair(desk: OrderDesk, state: DeskState): SyncIssueRow | null {
  const issue = useIssue()
  const today = useToday()
  const ready = issue !== null && (issue.name === 'order.create' || state.view !== null)
  const filled = issue !== null && state.filledIssues.includes(issue.id)

  useEffect(() => {
    if (!ready || !issue || filled || closing.has(issue.id)) return
    const { view, orderId } = desk.store.getState()
    const refill = refillOf(issue, view, orderId, today, newId)
    if (Object.keys(refill.edits).length + refill.pendingLines.length > 0) desk.refill(issue.id, refill)
  }, [ready, issue, filled, desk, today])

  const saved = state.created && state.savingCount === 0 && isSaved(state)
  useEffect(() => {
    if (!filled || !saved || !issue || closing.has(issue.id)) return
    closing.add(issue.id)
    closeIssue(issue.id).then(() => desk.forgetIssue(issue.id), desk.fail)
  }, [filled, saved, issue, desk])

  return issue
}
