import type { PayloadOf } from '../../../shared/domain/commands.ts'
import { checkLine } from '../../../shared/domain/order/order-totals.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { AskFault, AskRefused } from '../../app/ask-client.ts'
import { type FieldValue, readText } from './field-text.ts'
import {
  type FieldEdit,
  fieldOf,
  type OrderDraft,
  savedValue,
  seenLine,
  type Trouble,
} from './order-draft.ts'

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
    const { of, field } = fieldOf(key)
    if (of !== 'header') continue
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

/** What saves one edit: the command, and what it carries. */
type EntryCommand = {
  [Name in 'order.change' | 'order.change-line' | 'order.change-charge']: {
    name: Name
    payload: PayloadOf<Name>
  }
}['order.change' | 'order.change-line' | 'order.change-charge']

/** The command that saves an edit whose text was read as `to`. */
export function entryCommand(
  orderId: string,
  key: string,
  from: FieldValue,
  to: FieldValue,
  view: OrderView | null,
): EntryCommand {
  const { of, id, field } = fieldOf(key)
  const payload = { orderId, changes: { [field]: { from, to } } }
  if (of === 'header') return { name: 'order.change', payload }
  if (of === 'line')
    return { name: 'order.change-line', payload: { ...payload, lineId: id, seen: seenLine(view, id) } }
  return { name: 'order.change-charge', payload: { ...payload, chargeId: id } }
}

/** Whether a value can stand where it is typed, as far as the order as read tells: asked while someone is still typing. */
export function stands(key: string, value: FieldValue, view: OrderView | null): boolean {
  const { of, id, field } = fieldOf(key)
  if (of === 'header') return true
  if (of === 'line') {
    const line = view?.lines.find(candidate => candidate.id === id)
    return line !== undefined && checkLine({ ...line, [field]: value }) === null
  }
  const charges = view?.order.charges ?? []
  const left = charges.map(charge => (charge.id === id ? { ...charge, [field]: value } : charge))
  return view !== null && left.reduce((sum, charge) => sum + charge.amountCents, 0) >= 0
}
