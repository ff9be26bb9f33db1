import { Radio, Select, Switch, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { matchesWords } from '../../app/matches-words.ts'
import { formatHour } from '../../parts/format-date.ts'
import { SearchSelect } from '../../parts/search-select.tsx'
import { useWords } from '../../words/use-words.ts'
import { ConflictNotice } from './conflict-notice.tsx'
import { describeSetting } from './describe-setting.ts'
import type { Setting } from './setting-fields.ts'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'

type TextSetting =
  | 'name'
  | 'phone'
  | 'email'
  | 'linkHours'
  | 'nsfFeeCents'
  | 'financeChargeBps'
  | 'partialMinimumCents'
  | 'mailsPerMinute'
type SwitchSetting =
  | 'linksEnabled'
  | 'linkBoxDefault'
  | 'manualLinksEnabled'
  | 'payerPicksInvoices'
  | 'partialPayments'
  | 'remindersEnabled'
type HourSetting = 'automaticInvoiceHour' | 'quietFromHour' | 'quietUntilHour' | 'reminderHour'

interface FieldProps<F extends Setting> {
  field: F
  label: string
  hint?: string
}

/** A setting's label, marked when the search finds it. */
export function SettingLabel({ children }: { children: string }) {
  const { search } = useSettingsFields()
  const found = search !== '' && matchesWords(search, children)
  return found ? <mark className={classes.found}>{children}</mark> : children
}

/** A field with its conflict beneath. */
export function SettingField({ field, children }: { field: Setting; children: ReactNode }) {
  const words = useWords()
  const { form } = useSettingsFields()
  return (
    <>
      <div className={classes.field}>{children}</div>
      {form.conflict(field) && (
        <ConflictNotice
          label={words.settings[field]}
          yours={describeSetting(field, form.shown(field), words)}
          theirs={describeSetting(field, form.row[field], words)}
          onKeep={() => form.keepMine(field)}
          onTake={() => form.takeTheirs(field)}
        />
      )}
    </>
  )
}

/** One line of text. */
export function TextSettingField({
  field,
  label,
  hint,
  ...rest
}: FieldProps<TextSetting> & { type?: string; inputMode?: 'numeric' | 'decimal'; rightSection?: ReactNode }) {
  const { form } = useSettingsFields()
  return (
    <SettingField field={field}>
      <TextInput
        {...rest}
        rightSectionWidth={rest.rightSection ? 62 : undefined}
        classNames={rest.rightSection ? { wrapper: classes.narrow } : undefined}
        label={<SettingLabel>{label}</SettingLabel>}
        description={hint}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={form.errorWithin(field)}
        value={form.shown(field)}
        onChange={event => form.type(field, event.currentTarget.value)}
      />
    </SettingField>
  )
}

/** The company's address, a line a line. */
export function AddressField({ label, hint }: { label: string; hint: string }) {
  const { form } = useSettingsFields()
  return (
    <SettingField field="addressLines">
      <Textarea
        autosize
        minRows={3}
        maxRows={6}
        label={<SettingLabel>{label}</SettingLabel>}
        description={hint}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        error={form.errorWithin('addressLines')}
        value={form.shown('addressLines')}
        onChange={event => form.type('addressLines', event.currentTarget.value)}
      />
    </SettingField>
  )
}

/** One of a few or many choices. */
export function ChoiceField({
  field,
  label,
  hint,
  data,
  searchable = false,
}: FieldProps<'timeZone' | 'language' | 'financeChargeFromDays' | HourSetting> & {
  data: { value: string; label: string }[] | string[]
  searchable?: boolean
}) {
  const { form } = useSettingsFields()
  const Choice = searchable ? SearchSelect : Select
  return (
    <SettingField field={field}>
      <Choice
        label={<SettingLabel>{label}</SettingLabel>}
        description={hint}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        data={data}
        allowDeselect={false}
        error={form.errorWithin(field)}
        value={form.shown(field)}
        onChange={value => value !== null && form.type(field, value as never)}
      />
    </SettingField>
  )
}

/** An hour of the company's day. */
export function HourField(props: FieldProps<HourSetting>) {
  const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: formatHour(hour) }))
  return <ChoiceField {...props} data={hours} searchable />
}

/** One of a few choices, each a sentence. */
export function RadioField({
  field,
  label,
  hint,
  choices,
}: FieldProps<'ageBasis' | 'orderChangePolicy'> & { choices: Record<string, string> }) {
  const { form } = useSettingsFields()
  return (
    <SettingField field={field}>
      <Radio.Group
        label={<SettingLabel>{label}</SettingLabel>}
        description={hint}
        error={form.errorWithin(field)}
        value={form.shown(field)}
        onChange={value => form.type(field, value as never)}
      >
        <div className={classes.radios}>
          {Object.entries(choices).map(([value, text]) => (
            <Radio key={value} value={value} label={text} />
          ))}
        </div>
      </Radio.Group>
    </SettingField>
  )
}

/** On or off. */
export function SwitchField({ field, label, hint }: FieldProps<SwitchSetting>) {
  const { form } = useSettingsFields()
  return (
    <SettingField field={field}>
      <Switch
        label={<SettingLabel>{label}</SettingLabel>}
        description={hint}
        error={form.errorWithin(field)}
        checked={form.shown(field)}
        onChange={event => form.type(field, event.currentTarget.checked)}
      />
    </SettingField>
  )
}
