import { Button, Group } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatMoney } from '../../parts/format-money.ts'
import { PhonePageOpened } from '../../parts/phone-page-opened.tsx'
import { usePhonePage } from '../../parts/use-phone-page.ts'
import { useWords } from '../../words/use-words.ts'

interface PhoneStepsProps {
  order: OrderRow
  /** What is held for the order so far, and what is left to be paid. */
  heldCents: number
  leftCents: number
  /** Why its page can't be opened yet. */
  notYet: string | undefined
  onBack(): void
  onClose(): void
}

/** A card read out for a pending order: its payment page is opened, then the money waited for. */
export function PhoneSteps({ order, heldCents, leftCents, notYet, onBack, onClose }: PhoneStepsProps) {
  const words = useWords()
  const w = words.phone
  const { url, failure, open } = usePhonePage({
    customerId: order.customerId,
    invoiceIds: [],
    orderId: order.id,
  })
  const money = (cents: number) => formatMoney(cents, order.currency)
  const isOpened = url !== null
  const steps = useFocusAtDeed(`${isOpened} ${notYet === undefined}`)
  return (
    <div ref={steps}>
      {isOpened ? <PhonePageOpened url={url} /> : <p>{w.what(money(leftCents))}</p>}
      <p>{heldCents > 0 ? w.inPart(money(heldCents), money(leftCents)) : w.orderWhat(order.number)}</p>
      {isOpened && <p className="florin-mute">{w.waiting}</p>}
      {!isOpened && notYet !== undefined && <p role="status">{notYet}</p>}
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons
        confirm={isOpened ? w.confirm : w.open}
        disabled={isOpened || notYet !== undefined}
        focused
        cancel={words.parts.close}
        other={{ label: w.back, onPress: onBack }}
        onConfirm={open}
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
  const step = useFocusAtDeed('')
  return (
    <div ref={step}>
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

/** The order is no pending one any more: somebody confirmed or voided it while its payment was taken. */
export function EndedStep({ text, onClose }: { text: string; onClose(): void }) {
  const words = useWords().parts
  const step = useFocusAtDeed('')
  return (
    <div ref={step}>
      <p role="status">{text}</p>
      <Group justify="flex-end" mt={18}>
        <Button data-autofocus onClick={onClose}>
          {words.close}
        </Button>
      </Group>
    </div>
  )
}

/** Keeps the keyboard in the dialog when a step takes the place of another: at its deed, else at the way back. */
function useFocusAtDeed(step: string) {
  const element = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each step, not with each drawing
  useEffect(() => {
    const buttons = [...(element.current?.querySelectorAll<HTMLButtonElement>('button:enabled') ?? [])]
    const deed = buttons.find(button => button.hasAttribute('data-autofocus'))
    ;(deed ?? buttons.at(-1))?.focus()
  }, [step])
  return element
}
