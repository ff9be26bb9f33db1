import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatMoney } from '../../parts/format-money.ts'
import { PhonePageOpened } from '../../parts/phone-page-opened.tsx'
import { useWords } from '../../words/use-words.ts'
import type { PayStage } from './pay-stage.ts'
import { PrepaidNotice } from './prepaid-notice.tsx'
import type { usePay } from './use-pay.ts'

interface PhoneStepsProps {
  pay: ReturnType<typeof usePay>
  stage: Extract<PayStage, { is: 'phone' }>
  customer: CustomerRow
  onClose(): void
}

/** A card read out for a pending order: its payment page is opened, then the money waited for. */
export function PhoneSteps({ pay, stage, customer, onClose }: PhoneStepsProps) {
  const words = useWords()
  const w = words.phone
  const { order } = pay
  const { url, failure } = pay.page
  const { heldCents, leftCents, isOpened, note, mayOpen } = stage
  const money = (cents: number) => formatMoney(cents, order.currency)
  return (
    <div key={`${isOpened} ${mayOpen}`} ref={focusDeedOf}>
      {isOpened && url !== null ? <PhonePageOpened url={url} /> : <p>{w.what(money(leftCents))}</p>}
      <p>{heldCents > 0 ? w.inPart(money(heldCents), money(leftCents)) : w.orderWhat(order.number)}</p>
      {!isOpened && <PrepaidNotice note={stage.prepaid} currency={order.currency} />}
      {note !== null && (
        <p role="status" className={note === 'waiting' ? 'florin-mute' : undefined}>
          {note === 'waiting' || note === 'blind' || note === 'sending'
            ? w[note]
            : w.hindrance[note](customer.name)}
        </p>
      )}
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons
        confirm={isOpened ? w.confirm : w.open}
        disabled={!mayOpen}
        focused
        cancel={words.parts.close}
        other={{ label: w.back, onPress: pay.back }}
        onConfirm={pay.openPage}
        onCancel={onClose}
      />
    </div>
  )
}

interface HeldStepProps {
  order: OrderRow
  heldCents: number
  failure: unknown
  onConfirm(): Promise<void>
  onClose(): void
}

/** All of an order is held for it, however it was paid: it is confirmed, and nothing more is taken. */
export function HeldStep({ order, heldCents, failure, onConfirm, onClose }: HeldStepProps) {
  const w = useWords().phone
  const money = (cents: number) => formatMoney(cents, order.currency)
  return (
    <div ref={focusDeedOf}>
      <p role="status">
        {heldCents > order.totalCents
          ? w.heldBeyond(money(heldCents), order.number, money(order.totalCents))
          : w.held(money(heldCents), order.number)}
      </p>
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons confirm={w.confirm} focused onConfirm={onConfirm} onCancel={onClose} />
    </div>
  )
}

interface OverStepProps {
  order: OrderRow
  stage: Extract<PayStage, { is: 'over' }>
  customer: CustomerRow
  onClose(): void
}

/** The order is confirmed, and its invoice did not need all of the payment, or needs more. */
export function OverStep({ order, stage, customer, onClose }: OverStepProps) {
  const w = useWords().phone
  const money = (cents: number) => formatMoney(cents, order.currency)
  return (
    <Told onClose={onClose}>
      {stage.overCents > 0
        ? w.over(order.number, money(stage.overCents), customer.name)
        : w.stillOpen(order.number, money(stage.openCents))}
    </Told>
  )
}

interface EndedStepProps {
  order: OrderRow
  stage: Extract<PayStage, { is: 'ended' }>
  onClose(): void
}

/** The order is no pending one any more: somebody confirmed or voided it while its payment was taken. */
export function EndedStep({ order, stage, onClose }: EndedStepProps) {
  const w = useWords().phone
  const { heldCents, appliedCents, status, openCents } = stage
  const money = (cents: number) => formatMoney(cents, order.currency)
  const overCents = heldCents - appliedCents
  return (
    <Told onClose={onClose}>
      {status === 'confirmed'
        ? w.confirmedMeanwhile(order.number, money(openCents))
        : w.voidedMeanwhile(order.number)}{' '}
      {appliedCents > 0 && w.heldApplied(money(heldCents), money(appliedCents))}{' '}
      {overCents > 0 && w.heldOver(money(overCents))} {stage.page !== 'none' && w.pageAfter[status]}
    </Told>
  )
}

function Told({ children, onClose }: { children: ReactNode; onClose(): void }) {
  const words = useWords().parts
  return (
    <div ref={focusDeedOf}>
      <p role="status">{children}</p>
      <Group justify="flex-end" mt={18}>
        <Button data-autofocus onClick={onClose}>
          {words.close}
        </Button>
      </Group>
    </div>
  )
}

/**
 * Keeps the keyboard in the dialog when a step takes the place of another: at its deed, else at the way back. The ref of an
 * element that is a new one (by its key) for each step.
 */
function focusDeedOf(step: HTMLElement | null): void {
  const buttons = [...(step?.querySelectorAll<HTMLButtonElement>('button:enabled') ?? [])]
  const deed = buttons.find(button => button.hasAttribute('data-autofocus'))
  ;(deed ?? buttons.at(-1))?.focus()
}
