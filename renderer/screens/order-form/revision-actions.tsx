import { Button } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useEffect, useRef, useState } from 'react'
import { closeIssue, useIssue } from '../../app/issues.ts'
import { unsettledSelect } from '../../parts/unsettled-select.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './order-form.module.css'
import { ReviewDialog } from './review-dialog.tsx'
import { endRevision } from './revision-desks.ts'
import type { useOrder } from './use-order.ts'

/** What can be done with a confirmed order that is being changed: issue it, or give it up. */
export function RevisionActions({ form }: { form: ReturnType<typeof useOrder> }) {
  const w = useWords().orderEntry
  const { revising, live, liveState, company, users } = form
  const [reviewing, setReviewing] = useState(false)
  const issue = useIssue()
  const { orderId } = live.store.getState()

  async function review() {
    if (!revising || unsettledSelect(document.querySelector('main'))) return
    if (await revising.desk.ready()) return setReviewing(true)
    document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus()
  }
  const reviewNow = useRef(review)
  useEffect(() => {
    reviewNow.current = review
  })
  useEffect(() => {
    function keyDown(event: KeyboardEvent) {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
      if (document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      void reviewNow.current()
    }
    window.addEventListener('keydown', keyDown)
    return () => window.removeEventListener('keydown', keyDown)
  }, [])

  function giveUp() {
    modals.openConfirmModal({
      title: w.giveUpTitle,
      children: w.giveUpText,
      labels: { confirm: w.giveUp, cancel: w.goOnChanging },
      confirmProps: { color: 'red' },
      onConfirm: () => endRevision(orderId),
    })
  }

  async function issued() {
    setReviewing(false)
    endRevision(orderId)
    if (issue?.name === 'order.revise') await closeIssue(issue.id).catch(live.fail)
    await live.saveAll()
  }

  return (
    <>
      <Button variant="subtle" color="gray" onClick={giveUp}>
        {w.giveUp}
      </Button>
      <Button onClick={() => void review()} rightSection={<kbd className={classes.onButton}>Ctrl ↵</kbd>}>
        {w.review}
      </Button>
      {reviewing && revising && liveState.view && company && (
        <ReviewDialog
          book={revising.book}
          view={liveState.view}
          company={company}
          users={users}
          onIssued={() => void issued()}
          onClose={() => setReviewing(false)}
        />
      )}
    </>
  )
}
