import { Modal, PasswordInput, Stack } from '@mantine/core'
import { showNotification } from '@mantine/notifications'
import { useState } from 'react'
import { DialogButtons } from '../parts/dialog-buttons.tsx'
import { errorSentence } from '../parts/refusal-text.tsx'
import { useWords } from '../words/use-words.ts'
import { AskFault, ask } from './ask.ts'
import { fieldErrors } from './field-errors.ts'

/** Gives whoever is logged in a new password, at the relay. */
export function OwnPasswordDialog({ onClose }: { onClose(): void }) {
  const words = useWords()
  const w = words.session
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [problems, setProblems] = useState<{ current?: string; password?: string }>({})

  async function save() {
    const input = { current, password }
    const wrong = fieldErrors('session.change-password', input, words)
    setProblems(current === '' ? { ...wrong, current: w.wrongPassword } : wrong)
    if (current === '' || Object.keys(wrong).length > 0) return
    try {
      await ask('session.change-password', input)
      showNotification({ message: w.passwordChanged })
      onClose()
    } catch (error) {
      const isWrong = error instanceof AskFault && error.fault === 'wrong-login'
      setProblems(isWrong ? { current: w.wrongPassword } : { password: errorSentence(error, words) })
    }
  }

  return (
    <Modal opened onClose={onClose} title={w.changePasswordTitle}>
      <form
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack gap={12}>
          <PasswordInput
            label={w.currentPassword}
            autoComplete="current-password"
            data-autofocus
            value={current}
            error={problems.current}
            onChange={event => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label={w.newPassword}
            description={w.changePasswordHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="new-password"
            value={password}
            error={problems.password}
            onChange={event => setPassword(event.currentTarget.value)}
          />
        </Stack>
        {/* Enter in a field saves. */}
        <button type="submit" hidden />
      </form>
      <DialogButtons confirm={w.changePasswordTitle} onConfirm={save} onCancel={onClose} />
    </Modal>
  )
}
