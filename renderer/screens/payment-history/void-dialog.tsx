import { Modal } from '@mantine/core'
import { showNotification } from '@mantine/notifications'
import { useState } from 'react'
import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { giveCommand } from '../../app/give-command.ts'
import { closeIssue } from '../../app/issues.ts'
import { useAsk } from '../../app/use-ask.ts'
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
  onClose(): void
}

/** Asks before a payment is withdrawn; not before it is known which credits were used with it: they are open credits again. */
export function VoidDialog({ payment, issue, onClose }: VoidDialogProps) {
  const words = useWords()
  const w = words.payments
  const isReversal = payment.totalCents < 0
  const today = useToday()
  const { data: related, error, refetch } = useAsk('payments.related', { paymentId: payment.id })
  const creditsUsed = related?.creditsUsed ?? []
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
    <Modal opened onClose={onClose} title={w.voidTitle(payment.number)}>
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
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons
        danger
        confirm={w.voidConfirm}
        disabled={related === undefined}
        onConfirm={confirm}
        onCancel={onClose}
      />
    </Modal>
  )
}
