import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { CREDIT_METHOD } from '../../../shared/domain/credit/credit-method.ts'
import type { PaymentRow } from '../../../shared/domain/payment/payment-row.ts'
import { leftToRefundCents } from '../../../shared/domain/payment/reversal-rows.ts'
import type { Permission } from '../../../shared/domain/permissions.ts'
import type { PaymentView } from '../../../shared/protocol/document-views.ts'
import { formatCents } from '../../parts/format-money.ts'
import { ReasonButton, ReasonItem } from '../../parts/reason-button.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
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
  view: Pick<PaymentView, 'payment' | 'freeCents' | 'heldForOrder'>
  onDeed(deed: PaymentDeed): void
}

/** Money that came by these goes back by no card network and no bank debit. What a company added itself may. */
const NEVER_CHARGED_BACK: readonly string[] = ['Check', 'Cash', 'Wire', CREDIT_METHOD]

/** The right that each deed takes; null: anyone's who sees the entry. */
export const RIGHT_OF: Record<PaymentDeed, Permission | null> = {
  apply: 'payments.receive',
  edit: 'payments.reverse',
  refund: 'payments.reverse',
  nsf: 'payments.reverse',
  chargeback: 'payments.reverse',
  void: 'payments.reverse',
  'cancel-refund': 'payments.reverse',
  email: 'documents.email',
  print: null,
}

/** The deeds that fit an entry, in the order in which they are needed. */
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
): PaymentDeed[] {
  const deeds: PaymentDeed[] = []
  const { kind, source } = payment
  const isPayment = kind === 'payment'
  if (payment.status === 'posted') {
    const leftCents = payment.totalCents - payment.returnedCents
    if (payment.unappliedCents > 0) deeds.push('apply')
    if ((isPayment || kind === 'credit') && leftCents > 0) deeds.push('refund')
    if (isPayment) deeds.push('edit')
    if (isPayment && leftCents > 0) {
      if (source === 'desk' || payment.method !== 'card') deeds.push('nsf')
      if (!NEVER_CHARGED_BACK.includes(payment.method)) deeds.push('chargeback')
    }
    const isWaiting = payment.refundState === 'pending' && (payment.attemptId ?? null) === null
    if (isWaiting || payment.refundState === 'failed') deeds.push('cancel-refund')
    const mayVoid = source === 'desk' && kind !== 'credit' && (!isPayment || payment.returnedCents === 0)
    if (mayVoid) deeds.push('void')
    if (isPayment) deeds.push('email')
  }
  if (isPayment) deeds.push('print')
  return deeds
}

/** Deeds that take money back, or the entry itself: they are red. */
export function isTakingBack(deed: PaymentDeed): boolean {
  return deed === 'void' || deed === 'nsf' || deed === 'chargeback'
}

/** The buttons above an entry: the two most wanted, and the rest in a menu. */
export function PaymentActions({ view, onDeed }: PaymentActionsProps) {
  const { payment, freeCents, heldForOrder } = view
  const w = useWords().paymentActions
  const payments = useWords().payments
  const whyNot = useWhyNot()
  const whyNoDeed = (deed: PaymentDeed) => {
    const right = RIGHT_OF[deed]
    return right === null ? undefined : whyNot(right)
  }
  const deeds = deedsOf(payment)
  const more = deeds.filter(deed => deed !== 'apply' && deed !== 'refund' && deed !== 'cancel-refund')
  // The reason is the same for all: once is enough to read.
  const lastRefused = more.findLast(deed => whyNoDeed(deed) !== undefined)
  const leftCents = leftToRefundCents(payment, true)
  return (
    <>
      {deeds.includes('apply') && (
        <ReasonButton
          reason={whyNoDeed('apply') ?? (freeCents === 0 ? payments.allHeld(heldForOrder ?? '') : undefined)}
          onClick={() => onDeed('apply')}
        >
          {payments.applyRest(formatCents(freeCents || payment.unappliedCents))}
        </ReasonButton>
      )}
      {deeds.includes('refund') && (
        <ReasonButton reason={whyNoDeed('refund')} variant="default" onClick={() => onDeed('refund')}>
          {w.refundButton(formatCents(leftCents))}
        </ReasonButton>
      )}
      {deeds.includes('cancel-refund') && (
        <ReasonButton
          reason={whyNoDeed('cancel-refund')}
          variant="default"
          color="red"
          onClick={() => onDeed('cancel-refund')}
        >
          {w.cancelRefund}
        </ReasonButton>
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
              <ReasonItem
                key={deed}
                reason={whyNoDeed(deed)}
                quiet={deed !== lastRefused}
                color={isTakingBack(deed) ? 'red' : undefined}
                onClick={() => onDeed(deed)}
              >
                {w.deed[deed as keyof typeof w.deed]}
              </ReasonItem>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}
