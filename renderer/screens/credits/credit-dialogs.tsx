import { Modal, Textarea } from '@mantine/core'
import { showNotification } from '@mantine/notifications'
import { useState } from 'react'
import type { CreditRow } from '../../../shared/domain/credit/credit-row.ts'
import { giveCommand } from '../../app/give-command.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatMoney } from '../../parts/format-money.ts'
import { onRecordKey } from '../../parts/record-key.ts'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'

const MOST_CHARACTERS = 1000

interface CreditDialogProps {
  credit: CreditRow
  /** What was typed before, of a request that is given again. */
  typed: string
  onClose(): void
}

/** Sends a credit back to who asked for it, and asks why. */
export function RejectDialog({ credit, typed, onClose }: CreditDialogProps) {
  const w = useWords().credits
  const [note, setNote] = useState(typed)
  const [missing, setMissing] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)

  async function reject() {
    if (note.trim() === '') return setMissing(true)
    try {
      await giveCommand('credit.reject', { creditId: credit.id, note })
      showNotification({ message: w.rejected(credit.number) })
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Modal opened onClose={onClose} title={w.rejectTitle(credit.number)}>
      <p>{w.rejectHint}</p>
      <Note
        label={w.why}
        note={note}
        onType={setNote}
        error={missing && note.trim() === '' && w.whyRequired}
        onSend={reject}
      />
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons danger confirm={w.reject} onConfirm={reject} onCancel={onClose} />
    </Modal>
  )
}

/** Asks before an approved credit goes back to review. */
export function ReopenDialog({ credit, typed, onClose }: CreditDialogProps) {
  const w = useWords().credits
  const today = useToday()
  const [note, setNote] = useState(typed)
  const [failure, setFailure] = useState<unknown>(null)

  async function reopen() {
    try {
      await giveCommand('credit.reopen', { creditId: credit.id, reopenedOn: today, note })
      showNotification({ message: w.reopened(credit.number) })
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Modal opened onClose={onClose} title={w.reopenTitle(credit.number)}>
      <p>{w.reopenHint(formatMoney(credit.totalCents, credit.currency))}</p>
      <Note label={w.reopenNote} note={note} onType={setNote} error={null} onSend={reopen} />
      {failure !== null && <FaultNotice error={failure} />}
      <DialogButtons danger confirm={w.reopen} onConfirm={reopen} onCancel={onClose} />
    </Modal>
  )
}

interface NoteProps {
  label: string
  note: string
  error: string | false | null
  onType(note: string): void
  onSend(): Promise<void>
}

/** What someone says beside a decision; Ctrl+Enter carries it out. */
function Note({ label, note, error, onType, onSend }: NoteProps) {
  return (
    <Textarea
      label={label}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={MOST_CHARACTERS}
      data-autofocus
      value={note}
      error={error}
      onChange={event => onType(event.currentTarget.value)}
      onKeyDown={event => onRecordKey(event, () => void onSend())}
    />
  )
}
