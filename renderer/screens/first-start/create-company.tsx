import { Button, PasswordInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRef, useState } from 'react'
import { ask } from '../../app/ask.ts'
import { fieldErrors } from '../../app/field-errors.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { SearchSelect } from '../../parts/search-select.tsx'
import { unsettledSelect } from '../../parts/unsettled-select.ts'
import { useSession } from '../../store/session.ts'
import { useLanguage } from '../../words/language.ts'
import { useWords } from '../../words/use-words.ts'
import { fieldOfError } from './field-of-error.ts'
import classes from './first-start.module.css'

const CURRENCIES = ['USD', 'CAD', 'MXN', 'COP', 'EUR', 'GBP', 'AUD', 'NZD', 'ZAR', 'KES']
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
]

/** Sets up a new company at a relay, with its first administrator. */
export function CreateCompany() {
  const words = useWords()
  const w = words.session
  const relayUrl = useSession(state => state.session?.relayUrl ?? '')
  const language = useLanguage()
  const element = useRef<HTMLFormElement>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const form = useForm({
    initialValues: {
      relayUrl,
      setupToken: '',
      deviceName: '',
      company: {
        name: '',
        timeZone: ownTimeZone(),
        currency: 'USD',
        language,
        email: '',
      },
      admin: { name: '', login: '', password: '' },
    },
    validate: values => fieldErrors('company.create', values, words),
  })

  async function submit(values: typeof form.values) {
    if (unsettledSelect(element.current)) return
    setFailure(null)
    try {
      useSession.getState().setSession(await ask('company.create', values))
    } catch (error) {
      const found = fieldOfError(error, 'setupToken', words)
      if (found) form.setFieldError(found.field, found.sentence)
      else setFailure(error)
    }
  }

  return (
    <form ref={element} className={classes.form} onSubmit={form.onSubmit(submit)} noValidate>
      <div className={classes.columns}>
        <fieldset className={classes.group}>
          <legend className={classes.legend}>{w.theCompany}</legend>
          <TextInput label={w.companyName} autoFocus {...form.getInputProps('company.name')} />
          <TextInput label={w.companyEmail} type="email" {...form.getInputProps('company.email')} />
          <SearchSelect
            label={w.timeZone}
            data={timeZones()}
            allowDeselect={false}
            {...form.getInputProps('company.timeZone')}
            value={form.values.company.timeZone}
          />
          <div className={classes.pair}>
            <Select
              label={w.currency}
              data={CURRENCIES}
              allowDeselect={false}
              {...form.getInputProps('company.currency')}
            />
            <Select
              label={w.language}
              data={LANGUAGES}
              allowDeselect={false}
              {...form.getInputProps('company.language')}
            />
          </div>
        </fieldset>
        <fieldset className={classes.group}>
          <legend className={classes.legend}>{w.theAdmin}</legend>
          <TextInput label={w.adminName} autoComplete="name" {...form.getInputProps('admin.name')} />
          <TextInput
            label={w.adminLogin}
            type="email"
            autoComplete="username"
            {...form.getInputProps('admin.login')}
          />
          <PasswordInput
            label={w.adminPassword}
            autoComplete="new-password"
            {...form.getInputProps('admin.password')}
          />
          <TextInput label={w.deviceName} {...form.getInputProps('deviceName')} />
        </fieldset>
      </div>
      <div className={classes.columns}>
        <TextInput
          label={w.relayUrl}
          description={w.relayUrlHint}
          type="url"
          placeholder="https://"
          {...form.getInputProps('relayUrl')}
        />
        <PasswordInput
          label={w.setupToken}
          description={w.setupTokenHint}
          autoComplete="off"
          {...form.getInputProps('setupToken')}
        />
      </div>
      {failure !== null && <FaultNotice error={failure} />}
      <Button type="submit" loading={form.submitting}>
        {w.createButton}
      </Button>
    </form>
  )
}

function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

// `UTC` is a time zone a computer can have and not one of the listed.
function timeZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ownTimeZone()])]
}
