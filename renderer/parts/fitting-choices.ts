import { type ComboboxData, type ComboboxItem, getOptionsLockup, getParsedComboboxData } from '@mantine/core'

/** The choices of a select that a typed text fits, as its own search finds them; those of that very name come alone. */
export function fittingChoices(data: ComboboxData, text: string): ComboboxItem[] {
  const wanted = text.trim().toLowerCase()
  const fitting = choicesOf(data).filter(({ label }) => label.toLowerCase().includes(wanted))
  const exact = fitting.filter(({ label }) => label.toLowerCase() === wanted)
  return exact.length > 0 ? exact : fitting
}

/** What a value is called in a select's list; null when it is not in it. */
export function labelOf(data: ComboboxData, value: string | null): string | null {
  return choicesOf(data).find(choice => choice.value === value)?.label ?? null
}

function choicesOf(data: ComboboxData): ComboboxItem[] {
  return Object.values(getOptionsLockup(getParsedComboboxData(data))) as ComboboxItem[]
}
