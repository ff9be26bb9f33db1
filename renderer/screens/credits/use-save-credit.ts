import { showNotification } from '@mantine/notifications'
import { useState } from 'react'
import { subjectOfCredit } from '../../../shared/domain/attachment/attachment-subject.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import type { CreditStart, CreditView } from '../../../shared/protocol/credits-asks.ts'
import { AskRefused } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import { closeIssue } from '../../app/issues.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { errorSentence, refusalSentence } from '../../parts/refusal-text.tsx'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import {
  type CreditDraft,
  creditCents,
  creditProblems,
  fieldOfRefusal,
  linesOf,
  unitOf,
} from './credit-draft.ts'
import type { SmallPicture } from './shrink-picture.ts'

interface CreditToSave {
  draft: CreditDraft
  /** null until it is read. */
  start: CreditStart | null
  /** The credit that is changed; null for a new one. */
  changed: CreditView | null
  issue: SyncIssueRow | null
  pictures: readonly SmallPicture[]
  /** Something is typed to choose an invoice by, and not chosen. */
  isUnsettled(): boolean
  saved(creditId: string): void
  /** Something is missing, wrong or refused: it shall be shown. */
  wrong(): void
}

/** Saves a credit with its pictures, sent for review or not; what is refused is told at its field. */
export function useSaveCredit({
  draft,
  start,
  changed,
  issue,
  pictures,
  isUnsettled,
  saved,
  wrong,
}: CreditToSave) {
  const words = useWords()
  const w = words.credits
  const today = useToday()
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [refused, setRefused] = useState<Record<string, string>>({})

  async function save(submit: boolean) {
    if (saving || isUnsettled()) return
    if (!start || Object.keys(creditProblems(draft, start, today)).length > 0) return wrong()
    const { creditId, invoiceId, creditedOn, note, answer } = draft
    const lines = linesOf(draft, start.lines, (line, count) => `${count} ${w.unit[unitOf(line)]}`)
    const content = { creditId, reason: draft.reason.trim(), creditedOn, lines, note }
    setSaving(true)
    setFailure(null)
    try {
      if (changed) await giveCommand('credit.resubmit', { ...content, answer })
      else await create({ ...content, customerId: start.customer.id, invoiceId, submit })
      if (issue) await close(issue.id)
      saved(creditId)
    } catch (error) {
      const field = error instanceof AskRefused ? fieldOfRefusal(error.refusal.field, lines, draft) : null
      if (field !== null && error instanceof AskRefused)
        setRefused({ [field]: refusalSentence(error.refusal, words) })
      else setFailure(error)
      wrong()
    } finally {
      setSaving(false)
    }
  }

  async function create(payload: Parameters<typeof giveCommand<'credit.create'>>[1]) {
    const { number } = await giveCommand('credit.create', payload)
    const name = number ?? ''
    const amount = formatMoney(creditCents(draft), start?.customer.currency ?? '')
    const customer = start?.customer.name ?? ''
    showNotification({ message: payload.submit ? w.sent(name, amount, customer) : w.savedLater(name) })
    const subject = subjectOfCredit(payload.creditId)
    try {
      for (const picture of pictures) await giveCommand('attachment.add', { ...picture, subject })
    } catch (error) {
      // The credit is saved: what is missing is told, and added where it is.
      const message = `${w.photosFailed(name)} ${errorSentence(error, words)}`
      showNotification({ color: 'red', message, autoClose: false })
    }
  }

  // The credit is saved: from here on nothing may look as if it were not.
  async function close(issueId: string) {
    try {
      await closeIssue(issueId)
    } catch (error) {
      showNotification({ color: 'red', title: words.shell.attention, message: errorSentence(error, words) })
    }
  }

  return {
    save,
    saving,
    failure,
    refused,
    /** Something else is typed: what was refused no longer holds. */
    forget() {
      setFailure(null)
      setRefused({})
    },
  }
}
