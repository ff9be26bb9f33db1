import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { latestOf } from '../../../shared/lib/dates.ts'
import { AskRefused } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import { closeIssue } from '../../app/issues.ts'
import { useAsk } from '../../app/use-ask.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { refusalSentence } from '../../parts/refusal-text.tsx'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { ApplyGrid } from '../receive-payment/apply-grid.tsx'
import {
  applicationsOf,
  appliedCents,
  emptyDraft,
  type PaymentDraft,
  problemsOf,
  resolved,
  withApplied,
  withTick,
} from '../receive-payment/payment-draft.ts'
import { PaymentFoot } from '../receive-payment/payment-foot.tsx'
import { fieldOfRefusal, sentencesOf } from '../receive-payment/payment-problems.ts'

const MOST_INVOICES = 1000

interface ApplyDialogProps {
  payment: PaymentRow
  /** What of it may be applied now. */
  freeCents: number
  /** The number of the pending order the rest is held for; null where it is for none. */
  heldForOrder: string | null
  /** A refused request to repair: its values are filled in. */
  issue: SyncIssueRow | null
  onClose(): void
}

/** Applies what is left of a payment, and is not held for an order, to the customer's open invoices. */
export function ApplyDialog({ payment, freeCents, heldForOrder, issue, onClose }: ApplyDialogProps) {
  const words = useWords()
  const w = words.payments
  const today = useToday()
  const open = useAsk('invoices.open', {
    customerId: payment.customerId,
    limit: MOST_INVOICES,
    sort: 'dueOn',
  })
  const invoices = open.data?.rows ?? []
  const [typed, setTyped] = useState(() => startOf(payment, freeCents, issue, today))
  const heldCents = payment.unappliedCents - freeCents
  const draft = resolved(typed, invoices)
  const [refused, setRefused] = useState<Record<string, string>>({})
  const [failure, setFailure] = useState<unknown>(null)
  const problems = { ...sentencesOf(draft, invoices, today, w), ...refused }
  function change(changed: PaymentDraft) {
    setRefused({})
    setTyped(changed)
  }

  async function apply() {
    const applications = applicationsOf(draft, invoices)
    if (applications.length === 0 || Object.keys(problemsOf(draft, invoices, today)).length > 0) return
    try {
      const appliedOn = latestOf(today, payment.receivedOn)
      await giveCommand('payment.apply', { paymentId: payment.id, appliedOn, applications })
      if (issue) await closeIssue(issue.id)
      onClose()
    } catch (error) {
      const field = error instanceof AskRefused ? fieldOfRefusal(error.refusal, applications) : null
      if (field !== null && error instanceof AskRefused)
        setRefused({ [field]: refusalSentence(error.refusal, words) })
      else setFailure(error)
    }
  }

  return (
    <Modal opened onClose={onClose} title={w.applyTitle} size={980}>
      {heldForOrder !== null && heldCents > 0 && (
        <p role="status">
          {w.heldApply(formatCents(payment.unappliedCents), formatCents(heldCents), heldForOrder)}{' '}
          {freeCents > 0 ? w.heldApplyFree(formatCents(freeCents)) : w.heldApplyNothing}
        </p>
      )}
      {open.error && <FaultNotice error={open.error} onRetry={() => void open.refetch()} />}
      {open.data && invoices.length === 0 && <EmptyState title={w.nothingOpen} hint={w.applyNothing} />}
      {invoices.length > 0 && freeCents > 0 && (
        <>
          <ApplyGrid
            invoices={invoices}
            applied={draft.applied}
            problems={problems}
            onType={(invoiceId, text) => change(withApplied(draft, invoiceId, text))}
            onTick={(invoice, ticked) => change(withTick(draft, invoice, ticked))}
          />
          <PaymentFoot
            received={heldCents > 0 ? w.free : w.unapplied}
            receivedCents={freeCents}
            appliedCents={appliedCents(draft)}
            onOldestFirst={null}
          />
        </>
      )}
      {freeCents > 0 && problems.amount && <p className="florin-red">{problems.amount}</p>}
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons confirm={w.apply} disabled={freeCents === 0} onConfirm={apply} onCancel={onClose} />
    </Modal>
  )
}

function startOf(
  payment: PaymentRow,
  freeCents: number,
  issue: SyncIssueRow | null,
  today: string,
): PaymentDraft {
  const start: PaymentDraft = {
    ...emptyDraft(payment.id, today),
    customerId: payment.customerId,
    method: payment.method,
    amount: formatCents(freeCents),
    amountFollows: false,
  }
  if (issue?.name !== 'payment.apply') return start
  const { applications } = issue.payload as PayloadOf<'payment.apply'>
  return {
    ...start,
    byHand: true,
    applied: Object.fromEntries(
      applications.map(({ invoiceId, amountCents }) => [invoiceId, formatCents(amountCents)]),
    ),
  }
}
