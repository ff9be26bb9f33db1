import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import { leftToRefundCents } from '../../../shared/domain/payment/reversal-rows.ts'
import { formatCents } from '../../parts/format-money.ts'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'

/** What can be done with an entry; each opens its dialog. */
export type PaymentDeed =
  | 'apply'
  | 'edit'
  | 'refund'
  | 'nsf'
  | 'chargeback'
  | 'void'
  | 'cancel-refund'
  | 'email'
  | 'print'

interface PaymentActionsProps {
  payment: PaymentRow
  onDeed(deed: PaymentDeed): void
}

/** The deeds that fit an entry and the user's rights, in the order in which they are needed. */
export function deedsOf(
  payment: Pick<
    PaymentRow,
    | 'kind'
    | 'status'
    | 'source'
    | 'method'
    | 'totalCents'
    | 'returnedCents'
    | 'unappliedCents'
    | 'refundState'
  > &
    Partial<Pick<PaymentRow, 'attemptId'>>,
  rights: { receive: boolean; reverse: boolean; email: boolean },
): PaymentDeed[] {
  const deeds: PaymentDeed[] = []
  const { kind, source } = payment
  const isPayment = kind === 'payment'
  if (payment.status === 'posted') {
    const leftCents = payment.totalCents - payment.returnedCents
    if (rights.receive && payment.unappliedCents > 0) deeds.push('apply')
    if (rights.reverse && (isPayment || kind === 'credit') && leftCents > 0) deeds.push('refund')
    if (rights.reverse && isPayment) deeds.push('edit')
    if (rights.reverse && isPayment && leftCents > 0) {
      if (source === 'desk' || payment.method !== 'card') deeds.push('nsf')
      deeds.push('chargeback')
    }
    const isWaiting = payment.refundState === 'pending' && (payment.attemptId ?? null) === null
    if (rights.reverse && (isWaiting || payment.refundState === 'failed')) deeds.push('cancel-refund')
    const mayVoid = source === 'desk' && kind !== 'credit' && (!isPayment || payment.returnedCents === 0)
    if (rights.reverse && mayVoid) deeds.push('void')
    if (rights.email && isPayment) deeds.push('email')
  }
  if (isPayment) deeds.push('print')
  return deeds
}

/** The buttons above an entry: the two most wanted, and the rest in a menu. */
export function PaymentActions({ payment, onDeed }: PaymentActionsProps) {
  const w = useWords().paymentActions
  const payments = useWords().payments
  const deeds = deedsOf(payment, {
    receive: useRight('payments.receive'),
    reverse: useRight('payments.reverse'),
    email: useRight('documents.email'),
  })
  const more = deeds.filter(deed => deed !== 'apply' && deed !== 'refund' && deed !== 'cancel-refund')
  const leftCents = leftToRefundCents(payment, true)
  return (
    <>
      {deeds.includes('apply') && (
        <Button onClick={() => onDeed('apply')}>
          {payments.applyRest(formatCents(payment.unappliedCents))}
        </Button>
      )}
      {deeds.includes('refund') && (
        <Button variant="default" onClick={() => onDeed('refund')}>
          {w.refundButton(formatCents(leftCents))}
        </Button>
      )}
      {deeds.includes('cancel-refund') && (
        <Button variant="default" color="red" onClick={() => onDeed('cancel-refund')}>
          {w.cancelRefund}
        </Button>
      )}
      {more.length > 0 && (
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
              {w.more}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map(deed => (
              <Menu.Item
                key={deed}
                color={deed === 'void' || deed === 'nsf' || deed === 'chargeback' ? 'red' : undefined}
                onClick={() => onDeed(deed)}
              >
                {w.deed[deed as keyof typeof w.deed]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}
