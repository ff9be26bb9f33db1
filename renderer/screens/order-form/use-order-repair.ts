import { useEffect, useRef, useState } from 'react'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { closeIssue, useIssue } from '../../app/issues.ts'
import { newId } from '../../app/new-id.ts'
import { useToday } from '../../store/session.ts'
import type { DeskState, OrderDesk } from './order-desk.ts'
import { isSaved } from './order-draft.ts'
import { refillOf } from './refill.ts'

/**
 * Fills a refused request into the form it was opened for, and closes it once its values are saved. Answers the request
 * while it is open.
 */
export function useOrderRepair(desk: OrderDesk, state: DeskState): SyncIssueRow | null {
  const issue = useIssue()
  const today = useToday()
  const filled = useRef<string | null>(null)
  const [waiting, setWaiting] = useState(false)
  const ready = issue !== null && (issue.name === 'order.create' || state.view !== null)

  useEffect(() => {
    if (!ready || !issue || filled.current === issue.id) return
    filled.current = issue.id
    const { view, orderId } = desk.store.getState()
    const refill = refillOf(issue, view, orderId, today, newId)
    desk.refill(refill)
    setWaiting(Object.keys(refill.edits).length + refill.pendingLines.length > 0)
  }, [ready, issue, desk, today])

  const saved = state.created && state.savingCount === 0 && isSaved(state)
  useEffect(() => {
    if (!waiting || !saved || !issue) return
    setWaiting(false)
    void closeIssue(issue.id)
  }, [waiting, saved, issue])

  return issue
}
