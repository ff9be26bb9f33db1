import { Modal, PasswordInput } from '@mantine/core'
import { showNotification } from '@mantine/notifications'
import { useState } from 'react'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import { ask } from '../../app/ask.ts'
import { fieldErrors } from '../../app/field-errors.ts'
import { DialogButtons } from '../../parts/dialog-buttons.tsx'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './team.module.css'

interface PasswordDialogProps {
  user: UserRow
  /** They were added a moment ago. */
  isNew: boolean
  onClose(): void
}

/** Sets someone's password, at the relay. */
export function PasswordDialog({ user, isNew, onClose }: PasswordDialogProps) {
  const words = useWords()
  const w = words.team
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState('')

  async function save() {
    const input = { userId: user.id, password }
    const wrong = fieldErrors('users.set-password', input, words).password
    setProblem(wrong ?? '')
    if (wrong !== undefined) return
    try {
      await ask('users.set-password', input)
      showNotification({ message: w.passwordSet(user.name) })
      onClose()
    } catch (error) {
      setProblem(errorSentence(error, words))
    }
  }

  return (
    <Modal opened onClose={onClose} title={w.setPasswordTitle(user.name)}>
      <form
        className={classes.form}
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <p className={classes.hint}>{isNew ? w.setPasswordNew : w.setPasswordHint}</p>
        <PasswordInput
          label={w.newPassword}
          autoComplete="new-password"
          data-autofocus
          value={password}
          error={problem}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        {isNew && <p className={classes.hint}>{w.setPasswordHint}</p>}
      </form>
      <DialogButtons confirm={w.setPassword} onConfirm={save} onCancel={onClose} />
    </Modal>
  )
}
