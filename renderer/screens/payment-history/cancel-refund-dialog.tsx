import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { giveCommand } from '../../app/give-command.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatMoney } from '../../parts/format-money.ts'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { useDeed } from './use-deed.ts'

interface CancelRefundDialogProps {
  refund: PaymentRow
  issue: SyncIssueRow | null
  onClose(): void
}

/** Asks before a refund that has not been carried out is given up. */
export function CancelRefundDialog({ refund, issue, onClose }: CancelRefundDialogProps) {
  const w = useWords().paymentActions
  const today = useToday()
  const deed = useDeed([], issue, onClose)
  const cancel = () =>
    deed.give(
      commandId =>
        giveCommand('payment.cancel-refund', { refundId: refund.id, canceledOn: today }, commandId),
      w.refundCanceled(refund.number),
    )
  return (
    <Dialog onClose={onClose} title={w.cancelTitle(refund.number)}>
      <p>{w.cancelHint(formatMoney(-refund.totalCents, refund.currency))}</p>
      {deed.failure !== null && <FaultNotice error={deed.failure} />}
      <DialogButtons danger confirm={w.cancelConfirm} onConfirm={cancel} onCancel={onClose} />
    </Dialog>
  )
}
