import { Radio, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { matchesWords } from '../../app/matches-words.ts'
import { useWords } from '../../words/use-words.ts'
import { ConflictNotice } from './conflict-notice.tsx'
import { describeSetting } from './describe-setting.ts'
import type { Setting } from './setting-fields.ts'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'

type TextSetting = 'name' | 'phone' | 'email' | 'linkHours'
type SwitchSetting = 'linksEnabled' | 'linkBoxDefault'
type ListSetting = 'carriers' | 'paymentMethods'

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
}: FieldProps<TextSetting> & { type?: string; inputMode?: 'numeric'; rightSection?: ReactNode }) {
  const { form } = useSettingsFields()
  return (
    <SettingField field={field}>
      <TextInput
        {...rest}
        rightSectionWidth={rest.rightSection ? 52 : undefined}
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
}: FieldProps<'timeZone' | 'language'> & {
  data: { value: string; label: string }[] | string[]
  searchable?: boolean
}) {
  const { form } = useSettingsFields()
  return (
    <SettingField field={field}>
      <Select
        label={<SettingLabel>{label}</SettingLabel>}
        description={hint}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        data={data}
        searchable={searchable}
        allowDeselect={false}
        error={form.errorWithin(field)}
        value={form.shown(field)}
        onChange={value => value !== null && form.type(field, value as never)}
      />
    </SettingField>
  )
}

/** Which date the aging counts from. */
export function AgeBasisField() {
  const w = useWords().settings
  const { form } = useSettingsFields()
  return (
    <SettingField field="ageBasis">
      <Radio.Group
        label={<SettingLabel>{w.ageBasis}</SettingLabel>}
        description={w.ageBasisHint}
        error={form.errorWithin('ageBasis')}
        value={form.shown('ageBasis')}
        onChange={value => form.type('ageBasis', value as 'invoice-date' | 'due-date')}
      >
        <div className={classes.radios}>
          <Radio value="invoice-date" label={w.ageBases['invoice-date']} />
          <Radio value="due-date" label={w.ageBases['due-date']} />
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

/** A list of names: typed and ended with Enter. */
export function NamesField({ field, label, hint, most }: FieldProps<ListSetting> & { most: number }) {
  const w = useWords().settings
  const { form } = useSettingsFields()
  const [twice, setTwice] = useState<string | null>(null)
  return (
    <SettingField field={field}>
      <TagsInput
        label={<SettingLabel>{label}</SettingLabel>}
        description={hint}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        placeholder={w.addEntry}
        classNames={{ pill: classes.pill }}
        splitChars={['\n', '\t', ';']}
        maxTags={most}
        error={twice === null ? form.errorWithin(field) : w.thereAlready(twice)}
        onDuplicate={setTwice}
        onSearchChange={text => text !== '' && setTwice(null)}
        value={form.shown(field)}
        onChange={names => {
          setTwice(null)
          form.type(field, names)
        }}
      />
    </SettingField>
  )
}
