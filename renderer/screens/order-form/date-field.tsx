import { ActionIcon, Popover, TextInput } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { isBusinessDate } from '../../../shared/lib/dates.ts'
import { formatDate } from '../../parts/format-date.ts'
import { useToday } from '../../store/session.ts'
import { useLanguage } from '../../words/language.ts'
import { selectOnPress } from './select-on-press.ts'
import { readTypedDate } from './ship-date.ts'
import type { Field } from './use-field.ts'

interface DateFieldProps {
  field: Field
  fieldKey: string
  label: string
  calendarLabel: string
  placeholder: string
  readOnly: boolean
  error: ReactNode
}

/** A date typed in many ways, or picked from a calendar (Alt+↓). What can't be read stays as typed. */
export function DateField({
  field,
  fieldKey,
  label,
  calendarLabel,
  placeholder,
  readOnly,
  error,
}: DateFieldProps) {
  const today = useToday()
  const language = useLanguage()
  const [picking, setPicking] = useState(false)
  const value = isBusinessDate(field.text) ? field.text : null

  function settle() {
    const read = value ?? readTypedDate(field.text, today, language === 'en')
    if (read !== null && read !== field.text) field.choose(read)
    else field.save()
  }

  return (
    <Popover
      opened={picking}
      onChange={setPicking}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <TextInput
          label={label}
          data-field={fieldKey}
          readOnly={readOnly}
          placeholder={placeholder}
          value={value === null ? field.text : formatDate(value, 'long')}
          error={error}
          autoComplete="off"
          onChange={event => field.type(event.currentTarget.value)}
          onFocus={event => {
            field.enter()
            event.currentTarget.select()
          }}
          {...selectOnPress}
          onBlur={() => {
            field.leave()
            settle()
          }}
          onKeyDown={event => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) settle()
            if (event.key === 'Escape') field.revert()
            if (event.key === 'ArrowDown' && event.altKey && !readOnly) {
              event.preventDefault()
              setPicking(true)
            }
          }}
          rightSectionWidth={28}
          styles={{ input: { paddingInline: '9px 26px' } }}
          rightSection={
            readOnly ? null : (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={24}
                tabIndex={-1}
                aria-label={calendarLabel}
                onClick={() => setPicking(!picking)}
              >
                <IconCalendar size={15} aria-hidden />
              </ActionIcon>
            )
          }
        />
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker
          value={value}
          defaultDate={value ?? today}
          onChange={date => {
            setPicking(false)
            if (date !== null) field.choose(date)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
