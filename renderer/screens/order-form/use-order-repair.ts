import { useEffect } from 'react'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { closeIssue, useIssue } from '../../app/issues.ts'
import { newId } from '../../app/new-id.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useToday } from '../../store/session.ts'
import type { DeskState } from './desk-state.ts'
import type { OrderDesk } from './order-desk.ts'
import { isSaved } from './order-draft.ts'
import { newOrderOf, refillOf } from './refill.ts'

/** Requests this window closes: they stay listed a moment longer. */
const closing = new Set<string>()

/**
 * Fills a refused request into the form it was opened for, and closes it once its values are saved. Answers the request
 * while it is open.
 */
export function useOrderRepair(desk: OrderDesk, state: DeskState): SyncIssueRow | null {
  const issue = useIssue()
  const today = useToday()
  const from = useOldOrder(issue, state.created)
  const ready = issue !== null && (issue.name === 'order.create' || state.view !== null || from !== null)
  const filled = issue !== null && state.filledIssues.includes(issue.id)

  useEffect(() => {
    if (!ready || !issue || filled || closing.has(issue.id)) return
    const { view, orderId } = desk.store.getState()
    const refill = from
      ? newOrderOf(issue, from, orderId, today, newId)
      : refillOf(issue, view, orderId, today, newId)
    if (!refill) return
    if (Object.keys(refill.edits).length + refill.pendingLines.length > 0) desk.refill(issue.id, refill)
  }, [ready, issue, filled, desk, today, from])

  const saved = state.created && state.savingCount === 0 && isSaved(state)
  useEffect(() => {
    if (!filled || !saved || !issue || closing.has(issue.id)) return
    closing.add(issue.id)
    closeIssue(issue.id).then(() => desk.forgetIssue(issue.id), desk.fail)
  }, [filled, saved, issue, desk])

  return issue
}

/** The order a refused line was for, when it is to go into a new one. */
function useOldOrder(issue: SyncIssueRow | null, created: boolean): OrderView | null {
  const { orderId = '' } = (issue?.payload ?? {}) as { orderId?: string }
  const enabled = issue !== null && issue.name !== 'order.create' && !created
  const { data } = useAsk('orders.one', { orderId }, { enabled })
  return enabled ? (data ?? null) : null
}
