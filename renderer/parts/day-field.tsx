import { useState } from 'react'
import { isBusinessDate } from '../../shared/lib/dates.ts'
import { useToday } from '../store/session.ts'
import { useWords } from '../words/use-words.ts'
import { DateField } from './date-field.tsx'

interface DayFieldProps {
  label: string
  /** A business date, or what was typed and can't be read as one. */
  value: string
  onChange(value: string): void
  /** The last day the calendar offers; today unless told. */
  maxDate?: string
  error?: string | undefined
}

/** A date in a dialog: what is typed is read when it is left. */
export function DayField({ label, value, onChange, maxDate, error }: DayFieldProps) {
  const w = useWords().payments
  const today = useToday()
  const [typing, setTyping] = useState(false)
  const unreadable = !typing && value.trim() !== '' && !isBusinessDate(value)
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
