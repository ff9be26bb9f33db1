import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { AskFault, AskRefused } from '../../app/ask-client.ts'
import { type FieldValue, readText } from './field-text.ts'
import { type FieldEdit, fieldOf, type OrderDraft, savedValue, type Trouble } from './order-draft.ts'

/** Why a command was not carried out. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof AskRefused) return { kind: 'refused', refusal: error.refusal }
  return { kind: 'fault', fault: error instanceof AskFault ? error.fault : 'internal' }
}

/** True when the order itself is there already; not when only one of its lines is. */
export function isAlreadyCreated(trouble: Trouble | null): boolean {
  if (trouble?.kind !== 'refused') return false
  return trouble.refusal.code === 'already-exists' && trouble.refusal.field === ''
}

/** The header edits that can be read, by name. */
export function readableHeader(
  edits: OrderDraft['edits'],
): Record<string, { text: string; value: FieldValue }> {
  const readable: Record<string, { text: string; value: FieldValue }> = {}
  for (const [key, edit] of Object.entries(edits)) {
    const { lineId, field } = fieldOf(key)
    if (lineId !== null) continue
    const read = readText(field, edit.text)
    if ('value' in read) readable[key] = { text: edit.text, value: read.value }
  }
  return readable
}

/** True for an edit with nothing unsaved in it whose value someone else has changed since. */
export function isOvertaken(key: string, edit: FieldEdit, view: OrderView): boolean {
  if (edit.trouble) return false
  const { field } = fieldOf(key)
  const read = readText(field, edit.text)
  return 'value' in read && read.value === edit.from && savedValue(key, view) !== edit.from
}
