import { ActionIcon, Popover, TextInput } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { daysBetween, isBusinessDate } from '../../shared/lib/dates.ts'
import { useToday } from '../store/session.ts'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/use-words.ts'
import { formatDate } from './format-date.ts'
import { readTypedDate } from './read-typed-date.ts'
import { selectOnPress } from './select-on-press.ts'

/** What is typed into a {@link DateField}: a business date, or the text that can't be read as one. */
export interface DateEntry {
  text: string
  type(text: string): void
  /** Takes a date that was read or picked. */
  choose(date: string): void
  enter(): void
  leave(): void
  save(): void
  revert(): void
}

interface DateFieldProps {
  field: DateEntry
  fieldKey: string
  label: string
  placeholder: string
  readOnly?: boolean
  /** The last day the calendar offers. */
  maxDate?: string
  error: ReactNode
}

/** A date this many days away is more often a slip than meant. */
const FAR_DAYS = 366

/** A date typed in many ways, or picked from a calendar (Alt+↓). What can't be read stays as typed. */
export function DateField({
  field,
  fieldKey,
  label,
  placeholder,
  readOnly = false,
  maxDate,
  error,
}: DateFieldProps) {
  const words = useWords().parts
  const today = useToday()
  const language = useLanguage()
  const [picking, setPicking] = useState(false)
  const value = isBusinessDate(field.text) ? field.text : null
  const far = value !== null && !readOnly && Math.abs(daysBetween(today, value)) > FAR_DAYS

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
          description={far && !error ? <span className="florin-amber">{words.farDate}</span> : null}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
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
            // With Ctrl, too: what acts on the whole form then finds the date read.
            if (event.key === 'Enter') settle()
            if (event.key === 'Escape') field.revert()
            if (event.key === 'ArrowDown' && event.altKey && !readOnly) {
              event.preventDefault()
              setPicking(true)
            }
          }}
          rightSectionWidth={28}
          styles={{ input: { paddingInline: readOnly ? 9 : '9px 26px' } }}
          rightSection={
            readOnly ? null : (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={24}
                tabIndex={-1}
                aria-label={words.pickDate}
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
          maxDate={maxDate}
          onChange={date => {
            setPicking(false)
            if (date !== null) field.choose(date)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
