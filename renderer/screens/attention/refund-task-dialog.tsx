import { Button } from '@mantine/core'
import { mayReturnToSource, sourceDaysOf } from '../../../shared/domain/payment/refund-payment.ts'
import { deriveId } from '../../../shared/lib/ids.ts'
import type { Attention } from '../../../shared/protocol/desk.ts'
import type { PaymentView } from '../../../shared/protocol/document-views.ts'
import { giveCommand } from '../../app/give-command.ts'
import { pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents, formatMoney } from '../../parts/format-money.ts'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { useDeed } from '../payment-history/use-deed.ts'

interface RefundTaskDialogProps {
  task: Attention['tasks'][number]
  onClose(): void
}

/** The last question before a task's amount goes back to the card it came from; what can't go there leads to the payment. */
export function RefundTaskDialog({ task, onClose }: RefundTaskDialogProps) {
  const w = useWords().attention.refund
  const paymentId = task.subject.split(':', 2)[1] ?? ''
  const { data, error, refetch } = useAsk('payments.one', { paymentId })
  return (
    <Dialog onClose={onClose} title={w.title} size={520}>
      {error && !data && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {data && <Question task={task} view={data} onClose={onClose} />}
    </Dialog>
  )
}

function Question({
  task,
  view: { payment, customerName },
  onClose,
}: RefundTaskDialogProps & { view: PaymentView }) {
  const words = useWords()
  const w = words.attention.refund
  const today = useToday()
  const deed = useDeed([], null, onClose)
  const amountCents = Math.min(Number(task.params.amountCents ?? 0), payment.unappliedCents)
  const money = formatMoney(amountCents, payment.currency)
  if (amountCents <= 0) return <Elsewhere text={w.nothingLeft} paymentId={payment.id} onClose={onClose} />
  if (!mayReturnToSource(payment, today)) {
    const days = sourceDaysOf(payment)
    return (
      <Elsewhere
        text={days === null ? w.noSource(money) : w.tooLate(money, days)}
        paymentId={payment.id}
        onClose={onClose}
      />
    )
  }

  async function refund() {
    await deed.give(
      () =>
        giveCommand(
          'payment.refund',
          {
            paymentId: payment.id,
            refundedOn: today,
            amountCents,
            by: 'source',
            method: '',
            reference: '',
            note: '',
            releaseApplied: false,
          },
          // A second press, or another computer's, is the same refund.
          deriveId(task.id, 3),
        ),
      words.paymentActions.refundAsked(formatCents(amountCents)),
    )
  }

  return (
    <>
      <p>{w.question(money, payment.number, payment.reference, customerName)}</p>
      <p className="florin-mute">{w.leaves}</p>
      {deed.failure !== null && <FaultNotice error={deed.failure} />}
      <DialogButtons confirm={w.confirm(money)} onConfirm={refund} onCancel={onClose} />
    </>
  )
}

function Elsewhere({ text, paymentId, onClose }: { text: string; paymentId: string; onClose(): void }) {
  const w = useWords().attention.refund
  return (
    <>
      <p>{text}</p>
      <Button component="a" href={`#${pathTo('payment', { paymentId }, { do: 'refund' })}`} onClick={onClose}>
        {w.elsewhere}
      </Button>
    </>
  )
}
