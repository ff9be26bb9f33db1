import { useEffect } from 'react'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { newId } from '../../app/new-id.ts'
import { beginRevision, hasRevisionDraft } from './revision-desks.ts'
import { revisionOfIssue } from './revision-of-issue.ts'

/** Refused changes this window has opened: none is opened twice. */
const opened = new Set<string>()

/** Opens a refused change of a confirmed order for changing, filled as it was given. */
export function useRevisionRepair(
  issue: SyncIssueRow | null,
  view: OrderView | null,
  company: CompanyRow | null,
): void {
  useEffect(() => {
    if (issue?.name !== 'order.revise' || !company || view?.order.status !== 'confirmed') return
    if (opened.has(issue.id) || hasRevisionDraft(view.order.id)) return
    opened.add(issue.id)
    const payload = issue.payload as PayloadOf<'order.revise'>
    beginRevision(view, company, revisionOfIssue(payload, view, company, newId))
  }, [issue, view, company])
}
