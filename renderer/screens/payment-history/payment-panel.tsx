import { Group } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import type { PaymentView } from '../../../shared/protocol/document-views.ts'
import type { RelatedPayments } from '../../../shared/protocol/payment-asks.ts'
import { useIssue } from '../../app/issues.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Facts } from '../../parts/facts.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatDate, formatInstant } from '../../parts/format-date.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { Panel } from '../../parts/panel.tsx'
import { MarkTag } from '../../parts/status-tag.tsx'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { HistorySection } from '../audit/history-section.tsx'
import { CustomerLink } from '../customers/customer-link.tsx'
import { ApplyDialog } from './apply-dialog.tsx'
import { CancelRefundDialog } from './cancel-refund-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { entryMark } from './entry-mark.ts'
import { keptOf } from './kept-of.ts'
import { PaymentActions, type PaymentDeed } from './payment-actions.tsx'
import { PaymentApplications } from './payment-applications.tsx'
import { PaymentDisputes } from './payment-disputes.tsx'
import { ReceiptDialog, ReceiptPaperDialog } from './receipt-dialog.tsx'
import { RefundDialog } from './refund-dialog.tsx'
import { Related } from './related-payments.tsx'
import { TakeBackDialog } from './take-back-dialog.tsx'
import { VoidDialog } from './void-dialog.tsx'

/** Which dialog a refused request is typed again in. */
const DEED_OF: Record<string, PaymentDeed> = {
  'payment.apply': 'apply',
  'payment.void': 'void',
  'payment.edit': 'edit',
  'payment.mark-nsf': 'nsf',
  'payment.mark-chargeback': 'chargeback',
  'payment.refund': 'refund',
  'payment.cancel-refund': 'cancel-refund',
  'payment.email-receipt': 'email',
}

interface PaymentPanelProps {
  paymentId: string | null
  /** What to open at once; null: only the panel. */
  deed?: PaymentDeed | null
  /** The dialog of a deed is done with. */
  onDeedClosed?(): void
  onClose(): void
}

/** One payment: where it came from, where it went, and what can still be done with it. */
export function PaymentPanel({ paymentId, deed = null, onDeedClosed, onClose }: PaymentPanelProps) {
  const words = useWords()
  const w = words.payments
  const mayReverse = useRight('payments.reverse')
  const issue = useIssue()
  const enabled = paymentId !== null
  const { data, error, refetch } = useAsk('payments.one', { paymentId: paymentId ?? '' }, { enabled })
  const related = useAsk('payments.related', { paymentId: paymentId ?? '' }, { enabled })
  const [open, setOpen] = useState<PaymentDeed | null>(null)
  const [canceling, setCanceling] = useState<PaymentRow | null>(null)
  const [reopened, setReopened] = useState<string | null>(null)
  const came = issue?.id ?? (deed === null ? null : `${paymentId} ${deed}`)
  if (came !== reopened && data) {
    setReopened(came)
    setOpen(issue ? (DEED_OF[issue.name] ?? null) : deed)
  }
  const payment = data?.payment
  // An approved credit is looked at as the credit it is.
  const creditId = payment?.creditId ?? null
  useEffect(() => {
    if (creditId !== null) navigate(pathTo('credit', { creditId }), { replace: true })
  }, [creditId])

  return (
    <Panel
      opened={enabled}
      onClose={onClose}
      title={
        payment && (
          <Group gap={10}>
            {w.entry[payment.kind](payment.number)}
            <MarkTag mark={entryMark(words, payment, data.wentBack)} />
          </Group>
        )
      }
      actions={payment && <PaymentActions view={data} onDeed={setOpen} />}
    >
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <PaymentFigures view={data} />
          <PaymentDisputes disputes={data.disputes} />
          {data.payment.totalCents > 0 && <PaymentApplications view={data} />}
          {related.data && (
            <Related related={related.data} mayReverse={mayReverse} onCancelRefund={setCanceling} />
          )}
          <HistorySection key={data.payment.id} table="payments" id={data.payment.id} />
          <OpenDialog
            deed={open}
            view={data}
            related={related.data}
            issue={issue}
            onClose={() => {
              setOpen(null)
              onDeedClosed?.()
            }}
          />
          {canceling && (
            <CancelRefundDialog refund={canceling} issue={null} onClose={() => setCanceling(null)} />
          )}
        </>
      )}
    </Panel>
  )
}

interface OpenDialogProps {
  deed: PaymentDeed | null
  view: PaymentView
  related: RelatedPayments | undefined
  issue: SyncIssueRow | null
  onClose(): void
}

function OpenDialog({ deed, view, related, issue, onClose }: OpenDialogProps) {
  const { payment } = view
  const common = { payment, issue, onClose }
  if (deed === 'apply') {
    const { freeCents, heldForOrder } = view
    return <ApplyDialog {...common} freeCents={freeCents} heldForOrder={heldForOrder} />
  }
  if (deed === 'edit') return <EditDialog {...common} />
  if (deed === 'refund') return <RefundDialog view={view} issue={issue} onClose={onClose} />
  if (deed === 'email') return <ReceiptDialog {...common} />
  if (deed === 'print') return <ReceiptPaperDialog payment={payment} onClose={onClose} />
  if (deed === 'cancel-refund') return <CancelRefundDialog refund={payment} issue={issue} onClose={onClose} />
  if (deed === 'nsf' || deed === 'chargeback')
    return <TakeBackDialog kind={deed} view={view} related={related} issue={issue} onClose={onClose} />
  if (deed !== 'void') return null
  return <VoidDialog {...common} />
}

function PaymentFigures({ view }: { view: PaymentView }) {
  const words = useWords()
  const w = words.payments
  const { payment } = view
  const money = (cents: number) => formatMoney(cents, payment.currency)
  const isReversal = payment.totalCents < 0
  const appliedCents =
    payment.status === 'posted' ? payment.totalCents - payment.unappliedCents - payment.returnedCents : 0
  const keptCents = keptOf(payment, payment.feeCents)
  const by = view.recordedByName === '' ? w.viaLink : view.recordedByName
  return (
    <Facts
      rows={[
        [
          w.columns.customerName,
          <CustomerLink key="c" customerId={payment.customerId} name={view.customerName} />,
        ],
        [w.columns.receivedOn, formatDate(payment.receivedOn, 'long')],
        [w.columns.method, words.listed.name(payment.method)],
        [w.columns.reference, payment.reference],
        [w.columns.totalCents, <strong key="t">{money(payment.totalCents)}</strong>],
        [w.applied, isReversal ? '' : money(appliedCents)],
        [w.unapplied, isReversal ? '' : money(payment.unappliedCents)],
        [w.heldFor, view.heldForOrder],
        [w.fee, payment.feeCents === 0 ? '' : money(payment.feeCents)],
        [w.net, payment.feeCents === 0 ? '' : money(payment.totalCents - payment.feeCents)],
        [words.paymentActions.returned, payment.returnedCents === 0 ? '' : money(payment.returnedCents)],
        [w.kept, keptCents === null ? '' : money(keptCents)],
        [w.columns.recordedByName, `${by}, ${formatInstant(payment.recordedAt)}`],
        [
          words.paymentActions.voidedOn,
          payment.voidedOn === null ? '' : formatDate(payment.voidedOn, 'long'),
        ],
        [w.note, payment.note],
      ]}
    />
  )
}
