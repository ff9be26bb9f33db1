import type { Words } from '../words/use-words.ts'

/** A list of names, and a value that may no longer be among them, as choices of a select: kept as they are, shown in the reader's language. */
export function listedChoices(
  names: readonly string[],
  current: string,
  { listed }: Words,
): { value: string; label: string }[] {
  const offered = current === '' ? names : [...names, current]
  return [...new Set(offered)].filter(Boolean).map(value => ({ value, label: listed.name(value) }))
}
