import { Button, Group, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { DateField } from '../../parts/date-field.tsx'
import { ListedSuggest } from '../../parts/listed-suggest.tsx'
import { SearchSelect } from '../../parts/search-select.tsx'
import { useWords } from '../../words/use-words.ts'
import type { HeaderField } from './field-text.ts'
import type { OrderDesk } from './order-desk.ts'
import { headerKey, type OrderHeader } from './order-draft.ts'
import { isConflict, troubleSentence } from './trouble-text.ts'
import { type Field, useField } from './use-field.ts'

interface HeaderFieldProps {
  desk: OrderDesk
  header: OrderHeader
  field: HeaderField
  label: string
  readOnly: boolean
}

/** A header field of one or several lines of text. */
export function HeaderText({
  placeholder,
  long = false,
  ...props
}: HeaderFieldProps & { placeholder?: string; long?: boolean }) {
  const field = useHeaderField(props)
  const shared = {
    label: props.label,
    'data-field': headerKey(props.field),
    placeholder: props.readOnly ? undefined : placeholder,
    readOnly: props.readOnly,
    value: field.text,
    error: useFieldError(field),
    onFocus: field.enter,
    onBlur: field.leave,
  }
  return long ? (
    <Textarea
      {...shared}
      autosize
      minRows={1}
      maxRows={4}
      onChange={event => field.type(event.currentTarget.value)}
      onKeyDown={event => event.key === 'Escape' && field.revert()}
    />
  ) : (
    <TextInput
      {...shared}
      onChange={event => field.type(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) field.save()
        if (event.key === 'Escape') field.revert()
      }}
    />
  )
}

/** A header field with suggestions that takes any text. */
export function HeaderSuggest({ suggestions, ...props }: HeaderFieldProps & { suggestions: string[] }) {
  const field = useHeaderField(props)
  return (
    <ListedSuggest
      label={props.label}
      data-field={headerKey(props.field)}
      readOnly={props.readOnly}
      names={suggestions}
      value={field.text}
      error={useFieldError(field)}
      onChange={field.type}
      onChoose={field.choose}
      onFocus={field.enter}
      onBlur={field.leave}
      comboboxProps={{ shadow: 'md' }}
    />
  )
}

/** A header field chosen from a list; `none` is what an empty one is called. */
export function HeaderChoice({
  choices,
  none,
  ...props
}: HeaderFieldProps & { choices: { value: string; label: string }[]; none: string }) {
  const field = useHeaderField(props)
  return (
    <SearchSelect
      label={props.label}
      data-field={headerKey(props.field)}
      readOnly={props.readOnly}
      data={[{ value: '', label: none }, ...choices]}
      title={choices.find(({ value }) => value === field.text)?.label}
      value={field.text}
      error={useFieldError(field)}
      onChange={value => field.choose(value ?? '')}
      allowDeselect={false}
      openOnFocus={false}
      comboboxProps={{ shadow: 'md' }}
      rightSectionWidth={22}
      styles={{ input: { paddingInline: props.readOnly ? 9 : '9px 22px' } }}
    />
  )
}

/** A header field that is a date. */
export function HeaderDate({ placeholder, ...props }: HeaderFieldProps & { placeholder: string }) {
  const field = useHeaderField(props)
  return (
    <DateField
      field={field}
      fieldKey={headerKey(props.field)}
      label={props.label}
      placeholder={placeholder}
      readOnly={props.readOnly}
      error={useFieldError(field)}
    />
  )
}

function useHeaderField({ desk, header, field }: HeaderFieldProps): Field {
  return useField(desk, headerKey(field), header[field])
}

function useFieldError(field: Field): ReactNode {
  const words = useWords()
  if (!field.trouble) return null
  return (
    <>
      {troubleSentence(field.trouble, words)}
      {isConflict(field.trouble) && <WhoseStands field={field} />}
    </>
  )
}

/** After a conflict: mine or theirs. */
export function WhoseStands({ field }: { field: Pick<Field, 'save' | 'revert'> }) {
  const words = useWords().orders
  return (
    <Group gap={6} mt={4} component="span">
      <Button size="compact-xs" h={24} variant="default" onClick={field.save}>
        {words.keepMine}
      </Button>
      <Button size="compact-xs" h={24} variant="subtle" onClick={field.revert}>
        {words.takeTheirs}
      </Button>
    </Group>
  )
}
