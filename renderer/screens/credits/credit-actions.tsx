import { useHotkeys } from '@mantine/hooks'
import { showNotification } from '@mantine/notifications'
import { useState } from 'react'
import type { CreditView } from '../../../shared/protocol/credits-asks.ts'
import { giveCommand } from '../../app/give-command.ts'
import { closeIssue, useIssue } from '../../app/issues.ts'
import { pathTo } from '../../app/router.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { useToday } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { ApplyDialog } from '../payment-history/apply-dialog.tsx'
import { RejectDialog, ReopenDialog } from './credit-dialogs.tsx'
import classes from './credit-panel.module.css'
import { waitsForReview } from './waits-for-review.ts'

/** What can be done with a credit as it stands, by what the user may do; Ctrl+Enter does the first. */
export function CreditActions({ view }: { view: CreditView }) {
  const w = useWords().credits
  const today = useToday()
  const whyNot = useWhyNot()
  const whyNotAsk = whyNot('credits.create')
  const whyNotApprove = whyNot('credits.approve')
  const issue = useIssue()
  const [dialog, setDialog] = useState<'reject' | 'reopen' | 'apply' | null>(null)
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const { credit, invoice, entry } = view
  const { id: creditId, number, status, totalCents } = credit
  const waits = waitsForReview(status)
  const leftCents = entry?.unappliedCents ?? 0
  const typed = (issue?.payload as { note?: string } | undefined)?.note ?? ''

  async function give(deed: () => Promise<unknown>) {
    if (working) return
    setFailure(null)
    setWorking(true)
    try {
      await deed()
      if (issue) await closeIssue(issue.id)
    } catch (error) {
      setFailure(error)
    } finally {
      setWorking(false)
    }
  }

  const approve = () =>
    give(async () => {
      const appliedCents = Math.min(totalCents, invoice?.openCents ?? 0)
      await giveCommand('credit.approve', { creditId, approvedOn: today, expectedTotalCents: totalCents })
      const [applied, left] = [appliedCents, totalCents - appliedCents].map(formatCents)
      showNotification({ message: w.approved(number, applied!, left!) })
    })

  const send = () =>
    give(async () => {
      const { reason, creditedOn, lines, note } = credit
      await giveCommand('credit.resubmit', { creditId, reason, creditedOn, lines, note, answer: '' })
    })

  const first = waits && !whyNotApprove ? approve : status === 'new' && !whyNotAsk ? send : null
  useHotkeys([['mod+Enter', () => dialog === null && void first?.()]], [], true)

  const change = `#${pathTo('newCredit', {}, { credit: creditId })}`
  return (
    <>
      <div className={classes.buttons}>
        {waits && (
          <>
            <ReasonButton reason={whyNotApprove} loading={working} onClick={() => void approve()}>
              {w.approve(formatCents(totalCents))}
              {!whyNotApprove && <span className={classes.key}>Ctrl ↵</span>}
            </ReasonButton>
            <ReasonButton
              reason={whyNotApprove}
              variant="default"
              color="red"
              onClick={() => setDialog('reject')}
            >
              {w.reject}
            </ReasonButton>
          </>
        )}
        {status === 'new' && (
          <>
            <ReasonButton reason={whyNotAsk} loading={working} onClick={() => void send()}>
              {w.send}
              {!whyNotAsk && <span className={classes.key}>Ctrl ↵</span>}
            </ReasonButton>
            <ReasonButton reason={whyNotAsk} variant="default" href={change}>
              {w.change}
            </ReasonButton>
          </>
        )}
        {status === 'rejected' && (
          <ReasonButton reason={whyNotAsk} href={change}>
            {w.changeAndSend}
          </ReasonButton>
        )}
        {entry && leftCents > 0 && (
          <ReasonButton reason={whyNot('payments.receive')} onClick={() => setDialog('apply')}>
            {w.apply(formatCents(leftCents))}
          </ReasonButton>
        )}
        {status === 'approved' && (
          <ReasonButton
            reason={whyNot('credits.reopen')}
            variant="default"
            onClick={() => setDialog('reopen')}
          >
            {w.reopen}
          </ReasonButton>
        )}
      </div>
      {waits && !whyNotApprove && <p className={classes.foresight}>{foresight(view, w)}</p>}
      {failure !== null && <FaultNotice error={failure} />}
      {dialog === 'reject' && <RejectDialog credit={credit} typed={typed} onClose={() => setDialog(null)} />}
      {dialog === 'reopen' && <ReopenDialog credit={credit} typed={typed} onClose={() => setDialog(null)} />}
      {dialog === 'apply' && entry && (
        <ApplyDialog
          payment={entry}
          freeCents={leftCents}
          heldForOrder={null}
          issue={null}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}

/** What approving would do now. */
function foresight({ credit, invoice }: CreditView, w: ReturnType<typeof useWords>['credits']): string {
  if (!invoice) return w.whatApprovesAlone(formatCents(credit.totalCents))
  const appliedCents = Math.min(credit.totalCents, invoice.openCents)
  const left = formatCents(credit.totalCents - appliedCents)
  return w.whatApproves(formatCents(appliedCents), invoice.number, left)
}
