import { Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { ask } from '../../app/ask.ts'
import { AskRefused } from '../../app/ask-client.ts'
import { giveCommand } from '../../app/give-command.ts'
import { newId } from '../../app/new-id.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatMoney } from '../../parts/format-money.ts'
import { listedChoices } from '../../parts/listed-choices.ts'
import { useMoneyMethods } from '../../parts/money-methods.ts'
import { notify } from '../../parts/notify.ts'
import { dropDraft, keepDraft, readDraft } from '../../store/draft.ts'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { carryOut, type PayPlan, type PayStep } from './pay-sequence.ts'

const keyOf = (orderId: string) => `pay-confirm.${orderId}`

/** The payment that was begun for an order and is not through; null when there is none. */
export function unfinishedPayment(orderId: string): PayPlan | null {
  return readDraft<PayPlan>(keyOf(orderId))
}

interface PayDialogProps {
  order: OrderRow
  customer: CustomerRow
  onClose(): void
}

/** Takes the payment of an order, then confirms it: a sequence that goes on where it was cut. */
export function PayDialog({ order, customer, onClose }: PayDialogProps) {
  const words = useWords()
  const w = words.orderEntry
  const today = useToday()
  const methods = useMoneyMethods()
  const [kept, setKept] = useState(() => unfinishedPayment(order.id))
  const [method, setMethod] = useState(
    () =>
      kept?.method ?? (methods.includes(customer.paymentMethod) ? customer.paymentMethod : methods[0]) ?? '',
  )
  const [reference, setReference] = useState(kept?.reference ?? '')
  const [cut, setCut] = useState<{ step: PayStep; error: unknown } | null>(null)
  const totalCents = kept?.totalCents ?? order.totalCents
  const amount = formatMoney(totalCents, order.currency)

  async function pay() {
    const plan = kept ?? {
      orderId: order.id,
      customerId: customer.id,
      paymentId: newId(),
      method,
      reference: reference.trim(),
      totalCents,
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
    onClose()
  }

  const taken = cut !== null && cut.step !== 'receive'
  return (
    <Modal opened onClose={onClose} title={w.payTitle(order.number)}>
      <p>
        <b>{customer.name}</b>
      </p>
      {kept && !cut && <p>{w.payUnfinished}</p>}
      <TextInput
        label={w.payAmount}
        readOnly
        tabIndex={-1}
        value={amount}
        classNames={{ input: 'florin-number' }}
      />
      <Select
        mt={10}
        label={w.payMethod}
        data={listedChoices(methods, method, words)}
        value={method}
        allowDeselect={false}
        searchable
        selectFirstOptionOnChange
        readOnly={kept !== null}
        onChange={value => setMethod(value ?? '')}
        comboboxProps={{ shadow: 'md' }}
      />
      <TextInput
        mt={10}
        label={w.payReference}
        placeholder={w.payReferenceHint}
        autoComplete="off"
        maxLength={60}
        data-autofocus
        readOnly={kept !== null}
        value={reference}
        onChange={event => setReference(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          if (kept === null) void pay()
        }}
      />
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
