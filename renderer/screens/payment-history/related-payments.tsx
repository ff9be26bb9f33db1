import { Button } from '@mantine/core'
import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import type { RelatedPayments } from '../../../shared/protocol/payment-asks.ts'
import { pathTo } from '../../app/router.ts'
import { formatDate, formatInstant } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import { PanelRow, PanelSection } from '../../parts/panel.tsx'
import type { Status } from '../../parts/status-mark.ts'
import { MarkTag, StatusTag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import { entryMark } from './entry-mark.ts'

interface RelatedProps {
  related: RelatedPayments
  mayReverse: boolean
  onCancelRefund(refund: PaymentRow): void
}

/** What went back of a payment, the fee that its NSF cost, and its receipts; of a reversal, what it is of. */
export function Related({ related, mayReverse, onCancelRefund }: RelatedProps) {
  const words = useWords()
  const w = words.paymentActions
  const { reversals, reverses, fee, receipts } = related
  return (
    <>
      {reverses && (
        <PanelSection title={w.belongsTo}>
          <PanelRow
            left={<PaymentLink payment={reverses} />}
            right={formatCents(reverses.totalCents)}
            beneath={formatDate(reverses.receivedOn)}
          />
        </PanelSection>
      )}
      {(reversals.length > 0 || fee) && (
        <PanelSection title={w.wentBack}>
          {reversals.map(reversal => (
            <PanelRow
              key={reversal.id}
              left={
                <>
                  <PaymentLink payment={reversal} /> <MarkTag mark={entryMark(words, reversal, '')} />{' '}
                  {mayReverse && isOpenRefund(reversal) && (
                    <Button
                      variant="subtle"
                      color="gray"
                      h={22}
                      px={6}
                      fw={450}
                      onClick={() => onCancelRefund(reversal)}
                    >
                      {w.cancelRefund}
                    </Button>
                  )}
                </>
              }
              right={formatCents(reversal.totalCents)}
              beneath={[
                formatDate(reversal.receivedOn),
                reversal.kind === 'refund' ? words.listed.name(reversal.method) : '',
                reversal.reference,
                reversal.note,
              ]
                .filter(text => text !== '')
                .join(' · ')}
            />
          ))}
          {fee && (
            <PanelRow
              left={
                <a href={`#${pathTo('invoice', { invoiceId: fee.invoiceId })}`}>
                  {w.feeInvoice} {fee.number}
                </a>
              }
              right={formatCents(fee.totalCents)}
              beneath={w.feeOpen(formatCents(fee.openCents))}
            />
          )}
        </PanelSection>
      )}
      {receipts.length > 0 && (
        <PanelSection title={w.receipts}>
          {receipts.map(receipt => (
            <PanelRow
              key={`${receipt.recipient} ${receipt.queuedAt}`}
              left={receipt.recipient}
              right={<StatusTag status={receipt.state as Status} />}
              beneath={formatInstant(receipt.sentAt ?? receipt.queuedAt)}
            />
          ))}
        </PanelSection>
      )}
    </>
  )
}

/** Whether a refund can be given up: one that the gateway was not asked for yet, or that failed. */
function isOpenRefund({ kind, status, refundState, attemptId }: PaymentRow): boolean {
  const isOpen = refundState === 'failed' || (refundState === 'pending' && attemptId === null)
  return kind === 'refund' && status === 'posted' && isOpen
}

function PaymentLink({ payment }: { payment: PaymentRow }) {
  return <a href={`#${pathTo('payment', { paymentId: payment.id })}`}>{payment.number}</a>
}
