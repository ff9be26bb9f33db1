import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import type { PaymentView } from '../../../shared/protocol/desk.ts'
import { useIssue } from '../../app/issues.ts'
import { useAsk } from '../../app/use-ask.ts'
import { Facts } from '../../parts/facts.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatDate, formatInstant } from '../../parts/format-date.ts'
import { formatCents, formatMoney } from '../../parts/format-money.ts'
import { Panel } from '../../parts/panel.tsx'
import { StatusTag } from '../../parts/status-tag.tsx'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { HistorySection } from '../audit/history-section.tsx'
import { CustomerLink } from '../customers/customer-link.tsx'
import { ApplyDialog } from './apply-dialog.tsx'
import { PaymentApplications } from './payment-applications.tsx'
import { VoidDialog } from './void-dialog.tsx'

/** One payment: where it came from, where it went, and what can still be done with it. */
export function PaymentPanel({ paymentId, onClose }: { paymentId: string | null; onClose(): void }) {
  const w = useWords().payments
  const mayReceive = useRight('payments.receive')
  const mayReverse = useRight('payments.reverse')
  const issue = useIssue()
  const { data, error, refetch } = useAsk(
    'payments.one',
    { paymentId: paymentId ?? '' },
    { enabled: paymentId !== null },
  )
  const [open, setOpen] = useState<'apply' | 'void' | null>(null)
  const [reopened, setReopened] = useState<string | null>(null)
  if (issue && issue.id !== reopened && data) {
    setReopened(issue.id)
    setOpen(issue.name === 'payment.apply' ? 'apply' : issue.name === 'payment.void' ? 'void' : null)
  }
  const payment = data?.payment
  const posted = payment?.status === 'posted'
  const restCents = payment?.unappliedCents ?? 0

  return (
    <Panel
      opened={paymentId !== null}
      onClose={onClose}
      title={
        payment && (
          <Group gap={10}>
            {w.panel(payment.number)}
            <StatusTag status={posted ? payment.kind : 'void'} />
          </Group>
        )
      }
      actions={
        posted && (
          <>
            {mayReceive && restCents > 0 && (
              <Button onClick={() => setOpen('apply')}>{w.applyRest(formatCents(restCents))}</Button>
            )}
            {mayReverse && payment.source === 'desk' && (
              <Button variant="default" color="red" onClick={() => setOpen('void')}>
                {w.void}
              </Button>
            )}
            {mayReverse && payment.source === 'link' && <span className="florin-mute">{w.voidGateway}</span>}
          </>
        )
      }
    >
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <PaymentFigures view={data} />
          <PaymentApplications view={data} mayTakeOff={posted && mayReceive} />
          <HistorySection key={data.payment.id} table="payments" id={data.payment.id} />
          <VoidDialog
            payment={data.payment}
            issue={issue?.name === 'payment.void' ? issue : null}
            opened={open === 'void'}
            onClose={() => setOpen(null)}
          />
          {open === 'apply' && (
            <ApplyDialog payment={data.payment} issue={issue} onClose={() => setOpen(null)} />
          )}
        </>
      )}
    </Panel>
  )
}

function PaymentFigures({ view }: { view: PaymentView }) {
  const words = useWords()
  const w = words.payments
  const { payment } = view
  const money = (cents: number) => formatMoney(cents, payment.currency)
  const appliedCents = payment.status === 'posted' ? payment.totalCents - payment.unappliedCents : 0
  const by = view.recordedByName === '' ? w.viaLink : view.recordedByName
  return (
    <Facts
      rows={[
        [
          w.columns.customerName,
          <CustomerLink key="c" customerId={payment.customerId} name={view.customerName} />,
        ],
        [w.columns.receivedOn, formatDate(payment.receivedOn, 'long')],
        [w.columns.method, w.methods[payment.method] ?? payment.method],
        [w.columns.reference, payment.reference],
        [w.columns.totalCents, <strong key="t">{money(payment.totalCents)}</strong>],
        [w.applied, money(appliedCents)],
        [w.unapplied, money(payment.unappliedCents)],
        [w.fee, payment.feeCents === 0 ? '' : money(payment.feeCents)],
        [w.net, payment.feeCents === 0 ? '' : money(payment.totalCents - payment.feeCents)],
        [w.columns.recordedByName, `${by}, ${formatInstant(payment.recordedAt)}`],
        [w.note, payment.note],
      ]}
    />
  )
}
