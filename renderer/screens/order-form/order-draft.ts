import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { OrderLineInput } from '../../../shared/domain/order/order-fields.ts'
import type { OrderLineRow, OrderRow } from '../../../shared/domain/order/order-row.ts'
import type { Refusal } from '../../../shared/domain/rejections.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import type { AskFaultCode } from '../../app/ask-client.ts'
import type { ChargeField } from './charge-text.ts'
import {
  type FieldValue,
  type HeaderField,
  type LineField,
  readText,
  type TextProblem,
  textOf,
} from './field-text.ts'

/** Why something typed is not saved. */
export type Trouble =
  | { kind: 'text'; problem: TextProblem }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'fault'; fault: AskFaultCode }
  | { kind: 'missing'; missing: 'line' | 'product' | 'mending' }

/** What a person typed into one field and is not saved yet. `from` is the value they saw when they began. */
export interface FieldEdit {
  from: FieldValue
  text: string
  trouble: Trouble | null
}

/** A line that the backend has not accepted yet. */
export interface PendingLine {
  line: OrderLineRow
  trouble: Trouble | null
}

export type OrderHeader = Pick<OrderRow, HeaderField>

/** What an order that does not exist yet starts from. */
export interface OrderStart {
  customerId: string
  orderedOn: string
  header: OrderHeader
}

/** Everything of an order form that is not saved: it survives a reload. */
export interface OrderDraft {
  orderId: string
  /** True once the order itself is saved. */
  created: boolean
  start: OrderStart | null
  edits: Record<string, FieldEdit>
  pendingLines: PendingLine[]
  /** What stands in the product picker. */
  productText: string
  /** The refused requests whose values were filled in: none is filled in twice. */
  filledIssues: string[]
}

/** A form with nothing typed. */
export function emptyDraft(orderId: string, created: boolean): OrderDraft {
  return { orderId, created, start: null, edits: {}, pendingLines: [], productText: '', filledIssues: [] }
}

/** True when a reload would lose nothing. */
export function isSaved(draft: OrderDraft): boolean {
  return (
    (draft.created || draft.start === null) &&
    Object.keys(draft.edits).length === 0 &&
    draft.pendingLines.length === 0 &&
    draft.productText === ''
  )
}

/** The name of a header field's edit. */
export function headerKey(field: HeaderField): string {
  return `header.${field}`
}

/** The name of a line field's edit. */
export function lineKey(lineId: string, field: LineField): string {
  return `line.${lineId}.${field}`
}

/** The name of a charge field's edit. */
export function chargeKey(chargeId: string, field: ChargeField): string {
  return `charge.${chargeId}.${field}`
}

/** What an edit is about: the header, or the line or charge with this id. */
type EntryPlace =
  | { of: 'header'; id: null; field: HeaderField }
  | { of: 'line'; id: string; field: LineField }
  | { of: 'charge'; id: string; field: ChargeField }

/** The field an edit's name stands for. */
export function fieldOf(key: string): EntryPlace {
  const [of = '', id = '', field = ''] = key.split('.')
  if (of === 'line') return { of, id, field: field as LineField }
  if (of === 'charge') return { of, id, field: field as ChargeField }
  return { of: 'header', id: null, field: id as HeaderField }
}

/** The value of an edit's field in the order as saved; undefined when the line or charge is gone. */
export function savedValue(key: string, view: OrderView): FieldValue | undefined {
  const { of, id, field } = fieldOf(key)
  if (of === 'header') return view.order[field]
  if (of === 'charge') return view.order.charges.find(charge => charge.id === id)?.[field]
  return view.lines.find(line => line.id === id)?.[field]
}

/** The edits but those of charges that are not on the order any more: a charge takes what was typed into it along. */
export function withoutGoneCharges(edits: OrderDraft['edits'], view: OrderView): OrderDraft['edits'] {
  const isThere = (key: string) => fieldOf(key).of !== 'charge' || savedValue(key, view) !== undefined
  return Object.fromEntries(Object.entries(edits).filter(([key]) => isThere(key)))
}

/** Edits as made on top of the order as saved; those whose line is not there stay as they are. */
export function rebasedEdits(edits: OrderDraft['edits'], view: OrderView): OrderDraft['edits'] {
  return Object.fromEntries(
    Object.entries(edits).map(([key, edit]) => {
      const from = savedValue(key, view)
      return [key, from === undefined ? edit : { ...edit, from, trouble: null }]
    }),
  )
}

const LINE_FIELDS: readonly LineField[] = [
  'description',
  'boxType',
  'boxes',
  'bunchesPerBox',
  'stemsPerBunch',
  'quantity',
  'priceE4',
]

/** The draft without the lines that are saved by now; what was typed into one since it was sent becomes an edit. */
export function withoutSavedLines(
  { edits, pendingLines }: Pick<OrderDraft, 'edits' | 'pendingLines'>,
  view: OrderView,
): Pick<OrderDraft, 'edits' | 'pendingLines'> {
  const changed = { ...edits }
  const left = pendingLines.filter(({ line }) => {
    const saved = view.lines.find(candidate => candidate.id === line.id)
    for (const field of saved ? LINE_FIELDS : []) {
      const key = lineKey(line.id, field)
      const text = textOf(field, line[field])
      const read = readText(field, text)
      const from = savedValue(key, view)
      if (from === undefined || ('value' in read && read.value === from)) continue
      changed[key] = { from, text: edits[key]?.text ?? text, trouble: null }
    }
    return !saved
  })
  return { edits: changed, pendingLines: left }
}

/** The header with every edit that can be read laid over it. */
export function editedHeader<Header extends OrderHeader>(header: Header, edits: OrderDraft['edits']): Header {
  const edited: Record<string, unknown> = { ...header }
  for (const [key, edit] of Object.entries(edits)) {
    const { of, field } = fieldOf(key)
    if (of !== 'header') continue
    const read = readText(field, edit.text)
    if ('value' in read) edited[field] = read.value
  }
  return edited as Header
}

/** A line as a command carries it. */
export function lineInput(line: OrderLineRow): OrderLineInput {
  return { lineId: line.id, ...lineEntries(line) }
}

/** What a person sees and types of a line. */
function lineEntries(line: OrderLineRow): Omit<OrderLineInput, 'lineId'> {
  const {
    id: _id,
    orderId: _order,
    position: _position,
    totalCents: _total,
    editedBy: _by,
    ...entries
  } = line
  return entries
}

/** The line as it stands in the order as read; null when it is not there. */
export function seenLine(view: OrderView | null, lineId: string): PayloadOf<'order.change-line'>['seen'] {
  const line = view?.lines.find(candidate => candidate.id === lineId)
  return line ? { ...lineEntries(line), position: line.position } : null
}
