import { Modal, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { CustomerHit } from '../../../shared/protocol/desk.ts'
import { giveCommand } from '../../app/give-command.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { useWords } from '../../words/use-words.ts'

const HITS = 12

interface MergeIntoDialogProps {
  customer: { id: string; name: string }
  onClose(): void
}

/** Asks which customer this one is the same as, says what merging does, and merges. */
export function MergeIntoDialog({ customer, onClose }: MergeIntoDialogProps) {
  const w = useWords().customers
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed, 120)
  const [chosen, setChosen] = useState<CustomerHit | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const found = useAsk('customers.search', { text, limit: HITS }, { enabled: text.trim() !== '' }).data ?? []
  const hits = [...(chosen ? [chosen] : []), ...found].filter(
    (hit, at, all) =>
      hit.customerId !== customer.id && all.findIndex(one => one.customerId === hit.customerId) === at,
  )

  async function merge() {
    if (!chosen) return
    setFailure(null)
    try {
      await giveCommand('customer.merge', { fromId: customer.id, intoId: chosen.customerId })
      notifications.show({ message: w.merged(customer.name, chosen.name) })
      onClose()
      navigate(pathTo('customer', { customerId: chosen.customerId }), { replace: true })
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Modal opened onClose={onClose} title={w.mergeTitle(customer.name)}>
      <p className="florin-mute" style={{ margin: '0 0 12px' }}>
        {w.mergeHint(customer.name)}
      </p>
      <Select
        data-autofocus
        label={w.mergeInto}
        placeholder={w.search}
        data={hits.map(hit => ({ value: hit.customerId, label: `${hit.name} · ${hit.code}` }))}
        value={chosen?.customerId ?? null}
        searchable
        // The search has found them by code, name and city already.
        filter={({ options }) => options}
        onSearchChange={setTyped}
        onFocus={event => event.currentTarget.select()}
        nothingFoundMessage={text.trim() === '' ? undefined : w.noneFound(text)}
        onChange={value => setChosen(hits.find(hit => hit.customerId === value) ?? null)}
      />
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons
        confirm={w.mergeConfirm}
        disabled={chosen === null}
        onConfirm={merge}
        onCancel={onClose}
      />
    </Modal>
  )
}
