import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { giveCommand } from '../../app/give-command.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { notify } from '../../parts/notify.ts'
import { useWords } from '../../words/use-words.ts'

/** Asks those who may grant an override for one on this order. */
export function AskOverrideDialog({
  order,
  shortCents,
  onClose,
}: {
  order: OrderRow
  /** What is short, as the person saw it. */
  shortCents: number
  onClose(): void
}) {
  const w = useWords().orderEntry
  const [note, setNote] = useState('')
  const [failure, setFailure] = useState<unknown>(null)

  async function send() {
    try {
      await giveCommand('credit.ask-override', { orderId: order.id, shortCents, note })
      notify(w.askSent)
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Modal opened onClose={onClose} title={w.askTitle(order.number)}>
      <p>{w.askHint}</p>
      <Textarea
        label={w.askNote}
        data-autofocus
        autosize
        minRows={2}
        maxRows={6}
        maxLength={500}
        value={note}
        onChange={event => setNote(event.currentTarget.value)}
      />
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons confirm={w.askNow} onConfirm={send} onCancel={onClose} />
    </Modal>
  )
}
