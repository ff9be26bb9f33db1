import { useEffect, useState } from 'react'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import type { CreditView } from '../../../shared/protocol/credits-asks.ts'
import { useIssue } from '../../app/issues.ts'
import { newId } from '../../app/new-id.ts'
import { useRoute } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { dropDraft, keepDraftIfRoom, readDraft } from '../../store/draft.ts'
import { useToday } from '../../store/session.ts'
import { type CreditDraft, draftOf, emptyCredit, onDay } from './credit-draft.ts'

const KEY = 'credit'

/**
 * What is typed into the form for a credit: kept over reloads until it is saved, or begun from where the user came from:
 * a customer, an invoice, a credit that is changed, or a request that was refused.
 */
export function useCreditDraft() {
  const today = useToday()
  const query = useRoute()?.query
  const issue = useIssue()
  const customerId = query?.get('customer') ?? null
  const invoiceId = query?.get('invoice') ?? null
  const changedId = query?.get('credit') ?? null
  const asked = useAsk('credits.one', { creditId: changedId ?? '' }, { enabled: changedId !== null })
  const view = asked.data ?? null
  const cameWith =
    changedId !== null
      ? `credit ${changedId}`
      : customerId === null
        ? ''
        : `customer ${customerId} ${invoiceId ?? ''}`
  const begin = (): CreditDraft => {
    const kept = readDraft<CreditDraft>(KEY)
    if (kept !== null && (cameWith === '' ? kept.number === '' : kept.cameWith === cameWith)) return kept
    return { ...emptyCredit(newId(), today), customerId, invoiceId, cameWith }
  }
  const [draft, setDraft] = useState(begin)

  // Coming again from elsewhere starts another credit.
  const [started, setStarted] = useState(cameWith)
  if (started !== cameWith) {
    setStarted(cameWith)
    if (cameWith !== '') setDraft(begin)
  }
  const isUnread = view !== null && draft.cameWith === cameWith && draft.creditId !== view.credit.id
  if (isUnread) setDraft(draftOfCredit(view, draft))
  const [repairing, setRepairing] = useState<string | null>(null)
  if (issue && issue.id !== repairing && (changedId === null || view)) {
    setRepairing(issue.id)
    setDraft(before => draftOfIssue(issue, view, before, today))
  }

  useEffect(() => void keepDraftIfRoom(KEY, draft), [draft])

  return {
    draft: onDay(draft, today),
    setDraft,
    issue,
    /** The credit that is changed; null for a new one, and until it is read. */
    changed: changedId === null ? null : view,
    failure: asked.error,
    clear() {
      dropDraft(KEY)
      setDraft(emptyCredit(newId(), today))
    },
  }
}

function draftOfCredit({ credit }: CreditView, before: CreditDraft): CreditDraft {
  const { id: creditId, number } = credit
  return { ...draftOf(before, credit, newId), creditId, number }
}

function draftOfIssue(
  issue: SyncIssueRow,
  view: CreditView | null,
  before: CreditDraft,
  today: string,
): CreditDraft {
  const cameWith = `issue ${issue.id}`
  if (before.cameWith === cameWith) return before
  if (issue.name === 'credit.create') {
    const typed = issue.payload as PayloadOf<'credit.create'>
    return { ...draftOf(emptyCredit(newId(), today), typed, newId), cameWith }
  }
  if (issue.name !== 'credit.resubmit' || !view) return before
  const typed = issue.payload as PayloadOf<'credit.resubmit'>
  const { customerId, invoiceId, number, id: creditId } = view.credit
  const draft = draftOf(before, { ...typed, customerId, invoiceId }, newId)
  return { ...draft, creditId, number, answer: typed.answer, cameWith }
}
