import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { CreditView } from '../../../shared/protocol/credits-asks.ts'
import { giveCommand } from '../../app/give-command.ts'
import { pathTo } from '../../app/router.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import { PanelRow, PanelSection } from '../../parts/panel.tsx'
import { useRight, useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { type AppliedInvoice, appliedInvoices, historyOf } from '../payment-history/applied-invoices.ts'

/** The invoices an approved credit lowers, each with every entry, and what of it was refunded. */
export function CreditUses({ view }: { view: CreditView }) {
  const w = useWords().credits
  const mayReceive = useRight('payments.receive')
  const [taking, setTaking] = useState<AppliedInvoice | null>(null)
  const { entry, refunds } = view
  const invoices = appliedInvoices(view.applications)
  return (
    <PanelSection title={w.uses}>
      {invoices.length === 0 && <span className="florin-mute">{entry === null ? w.notYet : w.noUses}</span>}
      {invoices.map(invoice => (
        <PanelRow
          key={invoice.invoiceId}
          left={
            <>
              <a href={`#${pathTo('invoice', { invoiceId: invoice.invoiceId })}`}>{invoice.number}</a>{' '}
              {mayReceive && invoice.appliedCents > 0 && (
                <Button
                  variant="subtle"
                  color="gray"
                  h={22}
                  px={6}
                  fw={450}
                  onClick={() => setTaking(invoice)}
                >
                  {w.takeOff}
                </Button>
              )}
            </>
          }
          right={formatCents(invoice.appliedCents)}
          beneath={historyOf(invoice, w.takenOff)}
        />
      ))}
      {refunds.map(refund => (
        <PanelRow
          key={refund.id}
          left={
            <>
              {w.refunds} <a href={`#${pathTo('payment', { paymentId: refund.id })}`}>{refund.number}</a>
            </>
          }
          right={formatCents(-refund.totalCents)}
          beneath={formatDate(refund.receivedOn)}
        />
      ))}
      {taking && entry && (
        <TakeOffDialog paymentId={entry.id} invoice={taking} onClose={() => setTaking(null)} />
      )}
    </PanelSection>
  )
}

function TakeOffDialog(props: { paymentId: string; invoice: AppliedInvoice; onClose(): void }) {
  const { paymentId, invoice, onClose } = props
  const w = useWords().credits
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
    <Modal opened onClose={onClose} title={w.takeOffTitle(invoice.number)}>
      <p>{w.takeOffHint(formatCents(invoice.appliedCents))}</p>
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons confirm={w.takeOff} onConfirm={takeOff} onCancel={onClose} />
    </Modal>
  )
}
