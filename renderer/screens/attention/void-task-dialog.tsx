import type { Attention } from '../../../shared/protocol/desk.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { useWords } from '../../words/use-words.ts'
import { VoidDialog } from '../payment-history/void-dialog.tsx'

/** The last question before the payment that a task is about is withdrawn. */
export function VoidTaskDialog({ task, onClose }: { task: Attention['tasks'][number]; onClose(): void }) {
  const w = useWords().payments
  const paymentId = task.subject.split(':', 2)[1] ?? ''
  const { data, error, refetch } = useAsk('payments.one', { paymentId })
  if (data) return <VoidDialog payment={data.payment} issue={null} onClose={onClose} />
  if (!error) return null
  return (
    <Dialog onClose={onClose} title={w.voidConfirm} size={520}>
      <FaultNotice error={error} onRetry={() => void refetch()} />
    </Dialog>
  )
}
