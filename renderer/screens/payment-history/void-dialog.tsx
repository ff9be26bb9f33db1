import { Modal } from '@mantine/core'
import { showNotification } from '@mantine/notifications'
import { useState } from 'react'
import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import type { RelatedPayments } from '../../../shared/protocol/payment-asks.ts'
import { giveCommand } from '../../app/give-command.ts'
import { closeIssue } from '../../app/issues.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatMoney } from '../../parts/format-money.ts'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { CreditsBack } from './credits-back.tsx'

interface VoidDialogProps {
  payment: PaymentRow
  /** A refused request to repair. */
  issue: SyncIssueRow | null
  opened: boolean
  /** The credits used with it, which are open credits again. */
  creditsUsed?: RelatedPayments['creditsUsed'] | undefined
  onClose(): void
}

/** Asks before a payment is withdrawn. */
export function VoidDialog({ payment, issue, opened, creditsUsed = [], onClose }: VoidDialogProps) {
  const words = useWords()
  const w = words.payments
  const isReversal = payment.totalCents < 0
  const today = useToday()
  const [failure, setFailure] = useState<unknown>(null)

  async function confirm() {
    try {
      await giveCommand('payment.void', { paymentId: payment.id, voidedOn: today })
      if (issue) await closeIssue(issue.id)
      showNotification({ message: w.voided(payment.number) })
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Modal opened={opened} onClose={onClose} title={w.voidTitle(payment.number)}>
      <p>
        {isReversal
          ? words.paymentActions.voidReversalHint(formatMoney(-payment.totalCents, payment.currency))
          : w.voidHint(formatMoney(payment.totalCents, payment.currency))}
      </p>
      {creditsUsed.length > 0 && (
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          <CreditsBack credits={creditsUsed} />
        </ul>
      )}
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons danger confirm={w.voidConfirm} onConfirm={confirm} onCancel={onClose} />
    </Modal>
  )
}
