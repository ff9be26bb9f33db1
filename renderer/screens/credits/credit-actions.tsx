import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { showNotification } from '@mantine/notifications'
import { useState } from 'react'
import type { CreditView } from '../../../shared/protocol/credits-asks.ts'
import { giveCommand } from '../../app/give-command.ts'
import { closeIssue, useIssue } from '../../app/issues.ts'
import { pathTo } from '../../app/router.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { useRight, useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { ApplyDialog } from '../payment-history/apply-dialog.tsx'
import { RejectDialog, ReopenDialog } from './credit-dialogs.tsx'
import classes from './credit-panel.module.css'
import { waitsForReview } from './waits-for-review.ts'

/** What can be done with a credit as it stands, by what the user may do; Ctrl+Enter does the first. */
export function CreditActions({ view }: { view: CreditView }) {
  const w = useWords().credits
  const today = useToday()
  const mayAsk = useRight('credits.create')
  const mayApprove = useRight('credits.approve')
  const mayReopen = useRight('credits.reopen')
  const mayReceive = useRight('payments.receive')
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

  const first = waits && mayApprove ? approve : status === 'new' && mayAsk ? send : null
  useHotkeys([['mod+Enter', () => dialog === null && void first?.()]], [], true)

  const change = `#${pathTo('newCredit', {}, { credit: creditId })}`
  return (
    <>
      <div className={classes.buttons}>
        {waits && mayApprove && (
          <>
            <Button loading={working} onClick={() => void approve()}>
              {w.approve(formatCents(totalCents))}
              <span className={classes.key}>Ctrl ↵</span>
            </Button>
            <Button variant="default" color="red" onClick={() => setDialog('reject')}>
              {w.reject}
            </Button>
          </>
        )}
        {status === 'new' && mayAsk && (
          <>
            <Button loading={working} onClick={() => void send()}>
              {w.send}
              <span className={classes.key}>Ctrl ↵</span>
            </Button>
            <Button variant="default" component="a" href={change}>
              {w.change}
            </Button>
          </>
        )}
        {status === 'rejected' && mayAsk && (
          <Button component="a" href={change}>
            {w.changeAndSend}
          </Button>
        )}
        {entry && leftCents > 0 && mayReceive && (
          <Button onClick={() => setDialog('apply')}>{w.apply(formatCents(leftCents))}</Button>
        )}
        {status === 'approved' && mayReopen && (
          <Button variant="default" onClick={() => setDialog('reopen')}>
            {w.reopen}
          </Button>
        )}
      </div>
      {waits && mayApprove && <p className={classes.foresight}>{foresight(view, w)}</p>}
      {failure !== null && <FaultNotice error={failure} />}
      {dialog === 'reject' && <RejectDialog credit={credit} typed={typed} onClose={() => setDialog(null)} />}
      {dialog === 'reopen' && <ReopenDialog credit={credit} typed={typed} onClose={() => setDialog(null)} />}
      {dialog === 'apply' && entry && (
        <ApplyDialog heldForOrder={null} payment={entry} issue={null} onClose={() => setDialog(null)} />
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
