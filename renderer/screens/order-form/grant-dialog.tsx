import { Modal, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import type { OrderCredit } from '../../../shared/protocol/order-asks.ts'
import { AskRefused } from '../../app/ask-client.ts'
import { giveCommand } from '../../app/give-command.ts'
import { newId } from '../../app/new-id.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { Facts } from '../../parts/facts.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatCents, parseCents } from '../../parts/format-money.ts'
import { notify } from '../../parts/notify.ts'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { useRight, useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'

interface GrantDialogProps {
  order: OrderRow
  customer: CustomerRow
  credit: OrderCredit
  /** What it must come to at least. */
  shortCents: number
  onClose(): void
}

/** Grants credit beyond the limit for one order, today. */
export function GrantDialog({ order, customer, credit, shortCents, onClose }: GrantDialogProps) {
  const words = useWords()
  const w = words.orderEntry
  const today = useToday()
  const forAll = useRight('credit.override')
  const [text, setText] = useState(formatCents(shortCents))
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState('')
  const [failure, setFailure] = useState<unknown>(null)
  const [overrideId] = useState(newId)

  async function grant() {
    const amountCents = parseCents(text)
    if (amountCents === null) return setProblem(w.badAmount)
    try {
      await giveCommand('credit.override', {
        overrideId,
        orderId: order.id,
        amountCents,
        grantedOn: today,
        note,
      })
      notify(w.granted(formatCents(amountCents)))
      onClose()
    } catch (error) {
      if (error instanceof AskRefused && error.refusal.field === 'amountCents')
        setProblem(errorSentence(error, words))
      else setFailure(error)
    }
  }

  const figure = (cents: number) => <span className="florin-number">{formatCents(cents)}</span>
  return (
    <Modal opened onClose={onClose} title={w.grantTitle(order.number)}>
      <p>
        <b>{customer.name}</b>. {forAll ? w.grantHint : w.grantOwnHint}
      </p>
      <Facts
        rows={[
          [w.limit, credit.limitCents === null ? words.orders.unlimited : figure(credit.limitCents)],
          [w.openCredits, figure(credit.creditsCents)],
          [w.openBalances, figure(credit.openCents)],
          [w.pendingOrders, figure(credit.pendingCents)],
          [w.short, <b key="s">{figure(shortCents)}</b>],
        ]}
      />
      <TextInput
        mt={12}
        label={w.grantAmount}
        inputMode="decimal"
        autoComplete="off"
        data-autofocus
        value={text}
        error={problem || undefined}
        onFocus={event => event.currentTarget.select()}
        onChange={event => {
          setText(event.currentTarget.value)
          setProblem('')
        }}
        onKeyDown={event => event.key === 'Enter' && void grant()}
      />
      <Textarea
        mt={10}
        label={w.grantNote}
        autosize
        maxRows={4}
        maxLength={500}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
      />
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons confirm={w.grantNow} onConfirm={grant} onCancel={onClose} />
    </Modal>
  )
}
