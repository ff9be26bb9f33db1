import type { FieldKind, Problem } from './edits.ts'

/** A day of reminders as it is typed: so many days before or after the due date, or on it. */
export interface TypedReminder {
  key: string
  when: 'before' | 'on' | 'after'
  days: string
}

const MOST_BEFORE = 30
const MOST_AFTER = 120

/** Days of reminders: stored counted from the due date (negative before it), typed as before, on or after it. */
export const reminderDays: FieldKind<number[], TypedReminder[]> = {
  typed: list =>
    list.map((day, at) => ({
      key: String(at),
      when: day < 0 ? 'before' : day === 0 ? 'on' : 'after',
      days: day === 0 ? '' : String(Math.abs(day)),
    })),
  read(typed) {
    const value: number[] = []
    const problems: Record<string, Problem> = {}
    for (const [at, row] of typed.entries()) {
      const day = readDay(row)
      if (day === null) problems[`${at}.days`] = row.when === 'before' ? 'not-days-before' : 'not-days-after'
      else if (value.includes(day)) problems[`${at}.days`] = 'name-twice'
      else value.push(day)
    }
    return Object.keys(problems).length > 0 ? { problems } : { value: value.toSorted((a, b) => a - b) }
  },
}

function readDay({ when, days }: TypedReminder): number | null {
  if (when === 'on') return 0
  if (!/^\d{1,3}$/.test(days.trim())) return null
  const count = Number(days)
  const most = when === 'before' ? MOST_BEFORE : MOST_AFTER
  if (count < 1 || count > most) return null
  return when === 'before' ? -count : count
}
