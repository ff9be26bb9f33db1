import { Button, Tooltip } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useEffect, useRef, useState } from 'react'
import { pathTo } from '../../app/router.ts'
import { useRight, useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { EmailDialog } from '../email-dialog/email-dialog.tsx'
import { PdfDialog } from '../email-dialog/pdf-dialog.tsx'
import { PRODUCT_CELL } from './line-grid.tsx'
import classes from './order-form.module.css'
import type { useOrder } from './use-order.ts'

/** What can be done with the order as a whole. */
export function OrderActions({ form }: { form: ReturnType<typeof useOrder> }) {
  const { desk, order, readOnly, mayEdit, totals, state, lines } = form
  const words = useWords().orders
  const today = useToday()
  const mayEmail = useRight('documents.email')
  const mayCredit = useRight('credits.create')
  const { creditIt } = useWords().credits
  const [dialog, setDialog] = useState<'email' | 'pdf' | null>(null)
  const [acting, setActing] = useState(false)
  const emailButton = useRef<HTMLButtonElement>(null)
  const invoice = state.view?.invoice ?? null

  /** Saves what is typed, then does it; else goes to what stands in the way. */
  async function afterSaving(act: () => Promise<boolean>) {
    if (acting) return
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
      if (confirmed) emailButton.current?.focus()
      return confirmed
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

  function askToVoid() {
    if (!order) return
    modals.openConfirmModal({
      title: words.voidTitle(order.number),
      children: invoice ? words.voidInvoiceText : words.voidText,
      labels: { confirm: words.voidNow, cancel: words.keepOrder },
      confirmProps: { color: 'red' },
      onConfirm: () =>
        void desk.act('order.void', { orderId: order.id, voidedOn: today, releasePayments: false }),
    })
  }

  return (
    <>
      {!state.created && state.start && (
        <Button variant="subtle" color="gray" onClick={desk.discard}>
          {words.startOver}
        </Button>
      )}
      {order && order.status !== 'voided' && mayEdit && (
        <Button variant="subtle" color="gray" onClick={askToVoid}>
          {words.void}
        </Button>
      )}
      {invoice && mayCredit && order?.status === 'confirmed' && (
        <Button
          variant="default"
          component="a"
          href={`#${pathTo('newCredit', {}, { customer: invoice.customerId, invoice: invoice.id })}`}
        >
          {creditIt}
        </Button>
      )}
      {invoice && (
        <Button variant="default" onClick={() => setDialog('pdf')}>
          {words.viewPdf}
        </Button>
      )}
      {mayEmail && order?.status !== 'voided' && (
        <Tooltip label={words.emailLater} disabled={invoice !== null}>
          <Button
            ref={emailButton}
            variant={invoice ? 'filled' : 'default'}
            data-disabled={invoice === null || undefined}
            aria-disabled={invoice === null}
            onClick={() => invoice && setDialog('email')}
          >
            {words.email}
          </Button>
        </Tooltip>
      )}
      {!readOnly && (!order || order.status === 'draft') && (
        <Button variant="default" onClick={() => void place()} disabled={acting}>
          {words.place}
        </Button>
      )}
      {!readOnly && (
        <Button
          onClick={() => void confirm()}
          disabled={acting}
          rightSection={<kbd className={classes.onButton}>Ctrl ↵</kbd>}
        >
          {words.confirm}
        </Button>
      )}
      {invoice && (
        <>
          <EmailDialog invoiceId={invoice.id} opened={dialog === 'email'} onClose={() => setDialog(null)} />
          <PdfDialog invoiceId={invoice.id} opened={dialog === 'pdf'} onClose={() => setDialog(null)} />
        </>
      )}
    </>
  )
}
