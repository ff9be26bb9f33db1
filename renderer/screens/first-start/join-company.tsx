import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { ask } from '../../app/ask.ts'
import { fieldErrors } from '../../app/field-errors.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { fieldOfError } from './field-of-error.ts'
import classes from './first-start.module.css'

/** Makes this computer one of a company's, with a code that an administrator made. */
export function JoinCompany() {
  const words = useWords()
  const w = words.session
  const relayUrl = useSession(state => state.session?.relayUrl ?? '')
  const [failure, setFailure] = useState<unknown>(null)
  const form = useForm({
    initialValues: { relayUrl, code: '', deviceName: '' },
    validate: values => fieldErrors('company.join', values, words),
  })

  async function submit(values: typeof form.values) {
    setFailure(null)
    try {
      useSession.getState().setSession(await ask('company.join', values))
    } catch (error) {
      const found = fieldOfError(error, 'code', words)
      if (found) form.setFieldError(found.field, found.sentence)
      else setFailure(error)
    }
  }

  return (
    <form className={classes.form} onSubmit={form.onSubmit(submit)} noValidate>
      <TextInput label={w.code} description={w.codeHint} autoFocus {...form.getInputProps('code')} />
      <TextInput label={w.deviceName} description={w.deviceNameHint} {...form.getInputProps('deviceName')} />
      <TextInput
        label={w.relayUrl}
        description={w.relayUrlHint}
        type="url"
        placeholder="https://"
        {...form.getInputProps('relayUrl')}
      />
      {failure !== null && <FaultNotice error={failure} />}
      <Button type="submit" loading={form.submitting}>
        {w.joinButton}
      </Button>
    </form>
  )
}
