import { type EntryField, textOf } from './field-text.ts'
import { fieldOf, type OrderDraft } from './order-draft.ts'

/** What stands in the way of an order being saved or acted on. */
interface UnsavedEntries {
  /** How many entries could not be saved. */
  count: number
  /** The empty fields that were asked for. */
  missing: EntryField[]
}

/** The entries of an order form that are marked: those that could not be saved, and fields left empty that may not be. */
export function unsavedEntries({
  edits,
  pendingLines,
}: Pick<OrderDraft, 'edits' | 'pendingLines'>): UnsavedEntries {
  const marked = Object.entries(edits).filter(([, edit]) => edit.trouble)
  const missing = marked
    .map(([key, { from, text }]) => ({ field: fieldOf(key).field, from, text }))
    .filter(({ field, from, text }) => text.trim() === '' && textOf(field, from) === '')
  return {
    count: marked.length - missing.length + pendingLines.filter(line => line.trouble).length,
    missing: missing.map(({ field }) => field),
  }
}
