import { Modal, Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Attention } from '../../../shared/protocol/desk.ts'
import { giveCommand } from '../../app/give-command.ts'
import { useAsk } from '../../app/use-ask.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './attention.module.css'

interface MergeDialogProps {
  task: Attention['tasks'][number]
  onClose(): void
}

/** Asks which of two customers stays, and merges the other into it; the task closes with that. */
export function MergeDialog({ task, onClose }: MergeDialogProps) {
  const w = useWords().attention
  const addedId = task.subject.split(':', 2)[1] ?? ''
  const twinId = String(task.params.twinId)
  const added = useAsk('customers.one', { customerId: addedId })
  const twin = useAsk('customers.one', { customerId: twinId })
  const [staysId, setStaysId] = useState(twinId)
  const [failure, setFailure] = useState<unknown>(null)

  async function merge() {
    try {
      await giveCommand('customer.merge', { fromId: staysId === twinId ? addedId : twinId, intoId: staysId })
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }

  const shown = failure ?? added.error ?? twin.error
  return (
    <Modal opened onClose={onClose} title={w.mergeTitle}>
      <p className={classes.wayOut}>{w.mergeHint}</p>
      <Radio.Group label={w.mergeStays} value={staysId} onChange={setStaysId}>
        <Stack gap={8} mt={8}>
          {[twin.data, added.data].map(
            one =>
              one && (
                <Radio
                  key={one.customer.id}
                  value={one.customer.id}
                  label={`${one.customer.name} · ${one.customer.code}`}
                />
              ),
          )}
        </Stack>
      </Radio.Group>
      {shown !== null && <FaultNotice error={shown} />}
      <DialogButtons confirm={w.mergeConfirm} onConfirm={merge} onCancel={onClose} />
    </Modal>
  )
}
