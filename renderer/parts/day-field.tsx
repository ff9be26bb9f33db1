import { TextInput, Tooltip, VisuallyHidden } from '@mantine/core'
import { useId, useState } from 'react'
import { isBusinessDate } from '../../shared/lib/dates.ts'
import { useToday } from '../store/session.ts'
import { useWords } from '../words/use-words.ts'
import { DateField } from './date-field.tsx'
import classes from './day-field.module.css'
import { formatDate } from './format-date.ts'

interface DayFieldProps {
  label: string
  /** A business date, or what was typed and can't be read as one. */
  value: string
  onChange(value: string): void
  /** The last day the calendar offers; today unless told. */
  maxDate?: string
  error?: string | undefined
  /** Why it can't be changed now; it can when there is no reason. */
  reason?: string | undefined
}

/** A date in a dialog: what is typed is read when it is left. */
export function DayField({ label, value, onChange, maxDate, error, reason }: DayFieldProps) {
  const w = useWords().payments
  const today = useToday()
  const [typing, setTyping] = useState(false)
  const unreadable = !typing && value.trim() !== '' && !isBusinessDate(value)
  if (reason !== undefined) return <RefusedDay label={label} value={value} reason={reason} />
  return (
    <DateField
      field={{
        text: value,
        type: onChange,
        choose: onChange,
        enter: () => setTyping(true),
        leave: () => setTyping(false),
        save: () => {},
        revert: () => onChange(today),
      }}
      fieldKey={label}
      label={label}
      placeholder={w.dateHint}
      maxDate={maxDate ?? today}
      error={error ?? (unreadable ? w.problems.dateForm : undefined)}
    />
  )
}

function RefusedDay({ label, value, reason }: { label: string; value: string; reason: string }) {
  const id = useId()
  return (
    <>
      <Tooltip label={reason} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
        <TextInput
          classNames={{ input: classes.refused }}
          label={label}
          readOnly
          aria-disabled
          aria-describedby={id}
          value={isBusinessDate(value) ? formatDate(value, 'long') : value}
        />
      </Tooltip>
      <VisuallyHidden id={id}>{reason}</VisuallyHidden>
    </>
  )
}
