import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { mayChangeConfirmed } from '../../../shared/domain/order/change-policy.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { ask } from '../../app/ask.ts'
import { useIssue } from '../../app/issues.ts'
import { printOrDownload } from '../../parts/print-pdf.ts'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { unsettledSelect } from '../../parts/unsettled-select.ts'
import { useSession, useToday } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { EmailDialog } from '../email-dialog/email-dialog.tsx'
import { OrderEmailDialog } from '../email-dialog/order-email-dialog.tsx'
import { PdfDialog } from '../email-dialog/pdf-dialog.tsx'
import { PRODUCT_CELL } from './line-grid.tsx'
import { MoreMenu } from './more-menu.tsx'
import classes from './order-form.module.css'
import { PayDialog } from './pay-dialog.tsx'
import { forgetIfEnded, forgetTypedPayment } from './pay-drafts.ts'
import { beginRevision } from './revision-desks.ts'
import type { useOrder } from './use-order.ts'

/** What can be done with the order as a whole. */
export function OrderActions({ form }: { form: ReturnType<typeof useOrder> }) {
  const { desk, order, customer, company, readOnly, totals, state, lines } = form
  const words = useWords()
  const w = words.orders
  const user = useSession(session => session.session?.user ?? null)
  const whyNot = useWhyNot()
  const whyNotEdit = whyNot('orders.edit')
  const today = useToday()
  const [dialog, setDialog] = useState<'email' | 'pdf' | 'pay' | null>(null)
  const [acting, setActing] = useState(false)
  const emailButton = useRef<HTMLButtonElement>(null)
  const invoice = state.view?.invoice ?? null
  const isOpen = form.status === 'draft' || form.status === 'pending'
  const ended = order && !isOpen ? order : null
  useEffect(() => {
    if (ended) forgetIfEnded(ended)
  }, [ended])
  const asked = useIssue()
  const issue = asked?.name === 'order.email' ? asked : null
  const [reopened, setReopened] = useState<string | null>(null)
  // As it was when the dialog opened: someone else closing it must not empty what is being typed.
  const [mended, setMended] = useState<SyncIssueRow | null>(null)
  if (issue && order && issue.id !== reopened && isMailOf(issue, order.id)) {
    setReopened(issue.id)
    setMended(issue)
    setDialog('email')
  }
  function closeDialog() {
    setMended(null)
    setDialog(null)
  }

  /** Saves what is typed, then does it; else goes to what stands in the way. */
  async function afterSaving(act: () => Promise<boolean>) {
    if (acting || unsettledSelect(document.querySelector('main'))) return
    setActing(true)
    const done = (await desk.ready()) && (await act())
    setActing(false)
    if (done) return
    const wrong = document.querySelector<HTMLElement>('main [aria-invalid="true"]')
    if (wrong) wrong.focus()
    else if (lines.length === 0) desk.wantFocus(PRODUCT_CELL)
  }

  const place = () => afterSaving(() => desk.act('order.place', { orderId: desk.store.getState().orderId }))

  // The total is the one on screen when the person pressed: if it moved meanwhile, the order is not confirmed.
  const expectedTotalCents = totals.totalCents
  const confirm = () =>
    afterSaving(async () => {
      const { orderId } = desk.store.getState()
      const confirmed = await desk.act('order.confirm', { orderId, issuedOn: today, expectedTotalCents })
      if (confirmed) {
        forgetTypedPayment(orderId)
        emailButton.current?.focus()
      }
      return confirmed
    })

  const pay = () =>
    afterSaving(async () => {
      setDialog('pay')
      return true
    })

  const confirmNow = useRef(confirm)
  useEffect(() => {
    confirmNow.current = confirm
  })
  useEffect(() => {
    if (readOnly) return
    function keyDown(event: KeyboardEvent) {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
      if (document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      void confirmNow.current()
    }
    window.addEventListener('keydown', keyDown)
    return () => window.removeEventListener('keydown', keyDown)
  }, [readOnly])

  async function print() {
    if (!order) return
    try {
      printOrDownload(await ask('orders.print', { orderId: order.id }))
    } catch (error) {
      desk.fail(error)
    }
  }

  // A pending order goes out as a confirmation, which may ask to be paid in advance.
  const mayMail = invoice !== null || order?.status === 'pending'
  const email = () => {
    if (invoice) setDialog('email')
    else
      return afterSaving(async () => {
        setDialog('email')
        return true
      })
  }

  const mayChange =
    invoice && user && company
      ? mayChangeConfirmed(company.orderChangePolicy, user, invoice.issuedOn, today)
      : false
  const whyNoChange = words.refusals.refusal['change-not-allowed']({
    policy: company?.orderChangePolicy ?? '',
  })

  return (
    <>
      {!state.created && state.start && (
        <Button variant="subtle" color="gray" onClick={desk.discard}>
          {w.startOver}
        </Button>
      )}
      {state.view && (
        <MoreMenu desk={desk} view={state.view} onPdf={() => setDialog('pdf')} onPrint={() => void print()} />
      )}
      {invoice?.status === 'open' && state.view && company && (
        <ReasonButton
          reason={whyNotEdit ?? (mayChange ? undefined : whyNoChange)}
          variant="default"
          onClick={() => state.view && beginRevision(state.view, company)}
        >
          {words.orderEntry.change}
        </ReasonButton>
      )}
      {order?.status !== 'voided' && (
        <ReasonButton
          ref={emailButton}
          reason={whyNot('documents.email') ?? (mayMail ? undefined : words.orderMail.placeFirst)}
          variant={invoice ? 'filled' : 'default'}
          onClick={() => void email()}
        >
          {w.email}
        </ReasonButton>
      )}
      {isOpen && (!order || order.status === 'draft') && (
        <ReasonButton reason={whyNotEdit} variant="default" onClick={() => void place()} disabled={acting}>
          {w.place}
        </ReasonButton>
      )}
      {isOpen && order && customer && (
        <ReasonButton
          reason={whyNotEdit ?? whyNot('payments.receive')}
          variant="default"
          onClick={() => void pay()}
          disabled={acting}
        >
          {words.orderEntry.pay}
        </ReasonButton>
      )}
      {isOpen && (
        <ReasonButton
          reason={whyNotEdit}
          onClick={() => void confirm()}
          disabled={acting}
          rightSection={!whyNotEdit && <kbd className={classes.onButton}>Ctrl ↵</kbd>}
        >
          {w.confirm}
        </ReasonButton>
      )}
      {order && customer && dialog === 'pay' && (
        <PayDialog order={order} customer={customer} onClose={() => setDialog(null)} />
      )}
      {!invoice && order && dialog === 'email' && (
        <OrderEmailDialog orderId={order.id} issue={mended} onClose={closeDialog} />
      )}
      {invoice && (
        <>
          <EmailDialog
            invoiceId={invoice.id}
            issue={mended}
            opened={dialog === 'email'}
            onClose={closeDialog}
          />
          <PdfDialog invoiceId={invoice.id} opened={dialog === 'pdf'} onClose={() => setDialog(null)} />
        </>
      )}
    </>
  )
}

function isMailOf({ payload }: SyncIssueRow, orderId: string): boolean {
  return (payload as { orderId?: unknown }).orderId === orderId
}
