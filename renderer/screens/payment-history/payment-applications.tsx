import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { PaymentView } from '../../../shared/protocol/document-views.ts'
import { giveCommand } from '../../app/give-command.ts'
import { pathTo } from '../../app/router.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { PanelRow, PanelSection } from '../../parts/panel.tsx'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { type AppliedInvoice, appliedInvoices, historyOf } from './applied-invoices.ts'

/** The invoices a payment is applied to, each with every entry, and the way to take it off again. */
export function PaymentApplications({ view, mayTakeOff }: { view: PaymentView; mayTakeOff: boolean }) {
  const words = useWords()
  const w = words.payments
  const [taking, setTaking] = useState<AppliedInvoice | null>(null)
  const invoices = appliedInvoices(view.applications)
  return (
    <PanelSection title={w.applications}>
      {invoices.length === 0 && <span className="florin-mute">{w.noApplications}</span>}
      {invoices.map(invoice => (
        <PanelRow
          key={invoice.invoiceId}
          left={
            <>
              <a href={`#${pathTo('invoice', { invoiceId: invoice.invoiceId })}`}>{invoice.number}</a>{' '}
              {mayTakeOff && invoice.appliedCents > 0 && (
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
          beneath={[
            historyOf(invoice, w.takenOff),
            invoice.discountCents > 0
              ? `${words.paymentActions.discount} ${formatCents(invoice.discountCents)}`
              : '',
          ]
            .filter(text => text !== '')
            .join(' · ')}
        />
      ))}
      {taking && (
        <TakeOffDialog paymentId={view.payment.id} invoice={taking} onClose={() => setTaking(null)} />
      )}
    </PanelSection>
  )
}

function TakeOffDialog(props: { paymentId: string; invoice: AppliedInvoice; onClose(): void }) {
  const { paymentId, invoice, onClose } = props
  const w = useWords().payments
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
