import { Modal } from '@mantine/core'
import { useState } from 'react'
import { giveCommand } from '../../app/give-command.ts'
import { pathTo } from '../../app/router.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { PanelRow } from '../../parts/panel.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { useToday } from '../../store/session.ts'
import type { Words } from '../../words/use-words.ts'
import { type AppliedInvoice, historyOf } from './applied-invoices.ts'

interface AppliedRowsProps {
  /** The payment, or the entry of a credit. */
  paymentId: string
  invoices: readonly AppliedInvoice[]
  /** True where what it is on can be taken off at all: not of what is void. */
  canTakeOff: boolean
  /** Why the user may not; they may when there is no reason. */
  whyNotTakeOff: string | undefined
  words: Pick<Words['payments'], 'takeOff' | 'takenOff' | 'takeOffTitle' | 'takeOffHint'>
  /** What else is said of one; empty for nothing. */
  beside?(invoice: AppliedInvoice): string
}

/** The invoices that money or a credit is on, each with its history and the way to take it off again. */
export function AppliedRows(props: AppliedRowsProps) {
  const { paymentId, invoices, canTakeOff, whyNotTakeOff, words, beside } = props
  const [taking, setTaking] = useState<AppliedInvoice | null>(null)
  return (
    <>
      {invoices.map(invoice => (
        <PanelRow
          key={invoice.invoiceId}
          left={
            <>
              <a href={`#${pathTo('invoice', { invoiceId: invoice.invoiceId })}`}>{invoice.number}</a>{' '}
              {canTakeOff && invoice.appliedCents > 0 && (
                <ReasonButton
                  reason={whyNotTakeOff}
                  variant="subtle"
                  color="gray"
                  h={22}
                  px={6}
                  fw={450}
                  onClick={() => setTaking(invoice)}
                >
                  {words.takeOff}
                </ReasonButton>
              )}
            </>
          }
          right={formatCents(invoice.appliedCents)}
          beneath={[historyOf(invoice, words.takenOff), beside?.(invoice) ?? '']
            .filter(text => text !== '')
            .join(' · ')}
        />
      ))}
      {taking && (
        <TakeOffDialog paymentId={paymentId} invoice={taking} words={words} onClose={() => setTaking(null)} />
      )}
    </>
  )
}

interface TakeOffDialogProps extends Pick<AppliedRowsProps, 'paymentId' | 'words'> {
  invoice: AppliedInvoice
  onClose(): void
}

function TakeOffDialog({ paymentId, invoice, words, onClose }: TakeOffDialogProps) {
  const today = useToday()
  const [failure, setFailure] = useState<unknown>(null)

  async function takeOff() {
    try {
      await giveCommand('payment.unapply', { paymentId, invoiceId: invoice.invoiceId, unappliedOn: today })
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Modal opened onClose={onClose} title={words.takeOffTitle(invoice.number)}>
      <p>{words.takeOffHint(formatCents(invoice.appliedCents))}</p>
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons confirm={words.takeOff} onConfirm={takeOff} onCancel={onClose} />
    </Modal>
  )
}
