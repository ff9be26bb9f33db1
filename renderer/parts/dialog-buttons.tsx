import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../words/use-words.ts'
import classes from './entry-form.module.css'

interface DialogButtonsProps {
  /** What the confirming button says: the deed, not "OK". */
  confirm: string
  danger?: boolean
  /** The keys that do the deed from the dialog's fields. */
  keys?: string
  /** While something is still to be chosen. */
  disabled?: boolean
  /** The deed has the focus at first: there is nothing to type. */
  focused?: boolean
  /** What the way back says, where it calls nothing off. */
  cancel?: string
  /** Another way out, at the left. */
  other?: { label: string; onPress(): void }
  onConfirm(): Promise<void>
  onCancel(): void
}

/** The foot of a dialog: the way back, and the deed, which is pressed once. */
export function DialogButtons({
  confirm,
  danger = false,
  keys,
  disabled = false,
  focused = false,
  cancel,
  other,
  onConfirm,
  onCancel,
}: DialogButtonsProps) {
  const words = useWords().parts
  const [working, setWorking] = useState(false)

  async function press() {
    setWorking(true)
    await onConfirm()
    setWorking(false)
  }

  return (
    <Group justify="flex-end" gap={8} mt={18}>
      {other && (
        <Button variant="subtle" mr="auto" onClick={other.onPress} disabled={working}>
          {other.label}
        </Button>
      )}
      <Button variant="default" onClick={onCancel} data-autofocus={danger || undefined}>
        {cancel ?? words.cancel}
      </Button>
      <Button
        data-autofocus={focused || undefined}
        color={danger ? 'red' : undefined}
        loading={working}
        disabled={disabled}
        onClick={() => void press()}
      >
        {confirm}
        {keys !== undefined && <span className={classes.key}>{keys}</span>}
      </Button>
    </Group>
  )
}
