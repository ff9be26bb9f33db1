import { Group, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { ask } from '../../app/ask.ts'
import { AskRefused } from '../../app/ask-client.ts'
import { giveCommand } from '../../app/give-command.ts'
import { newId } from '../../app/new-id.ts'
import { useAsk } from '../../app/use-ask.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatMoney } from '../../parts/format-money.ts'
import { listedChoices } from '../../parts/listed-choices.ts'
import { useMoneyMethods } from '../../parts/money-methods.ts'
import { notify } from '../../parts/notify.ts'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { dropDraft, keepDraft, readDraft } from '../../store/draft.ts'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { carryOut, type PayPlan, type PayStep } from './pay-sequence.ts'
import { EndedStep, HeldStep, PhoneSteps } from './phone-steps.tsx'
import { useWhyNotByPhone } from './use-why-not-by-phone.ts'

const keyOf = (orderId: string) => `pay-confirm.${orderId}`
const typedKeyOf = (orderId: string) => `pay-typed.${orderId}`

/** The payment that was begun for an order and is not through; null when there is none. */
export function unfinishedPayment(orderId: string): PayPlan | null {
  return readDraft<PayPlan>(keyOf(orderId))
}

/** The order is paid and confirmed, or confirmed without: what was typed for its payment is of no use any more. */
export function forgetTypedPayment(orderId: string): void {
  dropDraft(typedKeyOf(orderId))
}

interface PayDialogProps {
  order: OrderRow
  customer: CustomerRow
  onClose(): void
}

/**
 * Takes the payment of an order, then confirms it: a sequence that goes on where it was cut. A card by telephone is taken on its
 * payment page, held for the order, and the order confirmed once that is there. What is held already is not taken again.
 */
export function PayDialog({ order: given, customer, onClose }: PayDialogProps) {
  const words = useWords()
  const w = words.orderEntry
  const today = useToday()
  const methods = useMoneyMethods()
  const { data: view } = useAsk('orders.one', { orderId: given.id })
  const order = view?.order ?? given
  const heldCents = view?.heldCents ?? 0
  const leftCents = Math.max(0, order.totalCents - heldCents)
  const [kept, setKept] = useState(() => unfinishedPayment(order.id))
  const [typed] = useState(() => readDraft<{ method: string; reference: string }>(typedKeyOf(order.id)))
  const [method, setMethod] = useState(
    () =>
      kept?.method ??
      typed?.method ??
      (methods.includes(customer.paymentMethod) ? customer.paymentMethod : methods[0]) ??
      '',
  )
  const [reference, setReference] = useState(kept?.reference ?? typed?.reference ?? '')
  const [cut, setCut] = useState<{ step: PayStep; error: unknown } | null>(null)
  const [byPhone, setByPhone] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const whyNotByPhone = useWhyNotByPhone(order, leftCents)
  const money = (cents: number) => formatMoney(cents, order.currency)
  const amount = money(kept ? (kept.takenCents ?? kept.totalCents) : leftCents)

  async function pay() {
    const plan = kept ?? {
      orderId: order.id,
      customerId: customer.id,
      paymentId: newId(),
      method,
      reference: reference.trim(),
      totalCents: order.totalCents,
      ...(heldCents > 0 && { takenCents: leftCents }),
      on: today,
      commandIds: { receive: newId(), confirm: newId(), apply: newId() },
    }
    keepDraft(keyOf(order.id), plan)
    setKept(plan)
    const failed = await carryOut(plan, {
      give: giveCommand,
      readOrder: orderId => ask('orders.one', { orderId }),
      readPayment: paymentId => ask('payments.one', { paymentId }),
    })
    setCut(failed)
    if (!failed) {
      leave()
      notify(w.payDone(order.number))
    } else if (failed.step === 'receive' && failed.error instanceof AskRefused) {
      // Nothing happened: what was typed may be mended.
      dropDraft(keyOf(order.id))
      setKept(null)
    }
  }

  /** Nothing more is to be done of it: what is taken stands. */
  function leave() {
    dropDraft(keyOf(order.id))
    forgetTypedPayment(order.id)
    onClose()
  }

  function keepTyped(edit: { method?: string; reference?: string }) {
    keepDraft(typedKeyOf(order.id), { method, reference, ...edit })
  }

  /** Only what is agreed can be paid ahead: a draft is placed first. */
  async function takeByPhone() {
    setFailure(null)
    try {
      if (order.status === 'draft') await giveCommand('order.place', { orderId: order.id })
      setByPhone(true)
    } catch (error) {
      setFailure(error)
    }
  }

  async function confirmHeld() {
    setFailure(null)
    try {
      const { id: orderId, totalCents: expectedTotalCents } = order
      await giveCommand('order.confirm', { orderId, issuedOn: today, expectedTotalCents })
      leave()
      notify(w.payDone(order.number))
    } catch (error) {
      setFailure(error)
    }
  }

  /** What stands in the place of the form; null while a payment is entered, or one that was begun here goes on. */
  function step() {
    if (kept !== null) return null
    if (order.status === 'confirmed' || order.status === 'voided') {
      return <EndedStep text={words.phone[`${order.status}Meanwhile`](order.number)} onClose={onClose} />
    }
    if (heldCents > 0 && leftCents === 0) {
      return <HeldStep {...{ order, heldCents, failure, onClose }} onConfirm={confirmHeld} />
    }
    if (!byPhone) return null
    const isSent = order.status === 'pending' && view?.unsent === false
    return (
      <PhoneSteps
        {...{ order, heldCents, leftCents, onClose }}
        notYet={whyNotByPhone ?? (isSent ? undefined : words.phone.sending)}
        onBack={() => setByPhone(false)}
      />
    )
  }

  const taken = cut !== null && cut.step !== 'receive'
  const inItsPlace = step()
  if (inItsPlace)
    return (
      <Modal opened onClose={onClose} title={w.payTitle(order.number)}>
        <p>
          <b>{customer.name}</b>
        </p>
        {inItsPlace}
      </Modal>
    )
  return (
    <Modal opened onClose={onClose} title={w.payTitle(order.number)}>
      <p>
        <b>{customer.name}</b>
      </p>
      {kept && !cut && <p>{w.payUnfinished}</p>}
      <TextInput
        label={w.payAmount}
        description={
          kept === null && heldCents > 0 && words.phone.lessHeld(money(order.totalCents), money(heldCents))
        }
        readOnly
        tabIndex={-1}
        value={amount}
        classNames={{ input: 'florin-number' }}
      />
      <Group mt={10} gap={8} align="flex-end" wrap="nowrap">
        <Select
          flex={1}
          label={w.payMethod}
          data={listedChoices(methods, method, words)}
          value={method}
          allowDeselect={false}
          searchable
          selectFirstOptionOnChange
          readOnly={kept !== null}
          onChange={value => {
            setMethod(value ?? '')
            keepTyped({ method: value ?? '' })
          }}
          comboboxProps={{ shadow: 'md' }}
        />
        {kept === null && (
          <ReasonButton reason={whyNotByPhone} variant="subtle" onClick={() => void takeByPhone()}>
            {words.phone.action}
          </ReasonButton>
        )}
      </Group>
      <TextInput
        mt={10}
        label={w.payReference}
        placeholder={w.payReferenceHint}
        autoComplete="off"
        maxLength={60}
        data-autofocus
        readOnly={kept !== null}
        value={reference}
        onChange={event => {
          setReference(event.currentTarget.value)
          keepTyped({ reference: event.currentTarget.value })
        }}
        onKeyDown={event => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (kept === null) void pay()
        }}
      />
      {failure !== null && <FaultNotice error={failure} />}
      {cut && (
        <div role="alert" style={{ marginTop: 12 }}>
          <p style={{ margin: '0 0 6px' }}>{w.payCut[cut.step]}</p>
          <FaultNotice error={cut.error} />
        </div>
      )}
      <DialogButtons
        confirm={kept ? w.payGoOn : w.payNow(amount)}
        onConfirm={pay}
        onCancel={onClose}
        {...(taken || kept ? { other: { label: w.payLeave, onPress: leave } } : {})}
      />
    </Modal>
  )
}
