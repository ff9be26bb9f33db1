import type { Words } from '../../words/use-words.ts'
import type { OrderDraft } from './order-draft.ts'
import { unsavedEntries } from './unsaved-entries.ts'

/** Says how many entries are not saved, or what is missing; null when neither is so. */
export function unsavedSentence(
  draft: Pick<OrderDraft, 'edits' | 'pendingLines'>,
  { orders, fields }: Pick<Words, 'orders' | 'fields'>,
): string | null {
  const { count, missing } = unsavedEntries(draft)
  if (count > 0) return orders.notSaved(count)
  const [field] = missing
  return field === undefined ? null : orders.missingEntry(fields[field] ?? field)
}
