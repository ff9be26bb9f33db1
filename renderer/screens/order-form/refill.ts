import type { PayloadOf } from '../../../shared/domain/commands.ts'
import { orderLine } from '../../../shared/domain/order/create-order.ts'
import type { OrderLineInput } from '../../../shared/domain/order/order-fields.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { type FieldValue, type HeaderField, type LineField, textOf } from './field-text.ts'
import { type FieldEdit, headerKey, lineKey, type OrderDraft, type Trouble } from './order-draft.ts'
import { startOfOrder } from './start-of-order.ts'

type Issue = Pick<SyncIssueRow, 'name' | 'payload' | 'code' | 'params' | 'field'>
type Edited = Record<string, { from: FieldValue; to: FieldValue } | undefined>

/** What is filled into the form again. */
export type Refill = Pick<OrderDraft, 'edits' | 'pendingLines'> & Partial<Pick<OrderDraft, 'start'>>

/**
 * What a refused request about an order puts back into its form, as typed and not saved, with the reason; saving makes a
 * new command. Empty for requests without values, such as confirming. Lines get ids of their own.
 */
export function refillOf(
  issue: Issue,
  view: OrderView | null,
  orderId: string,
  today: string,
  newId: () => string,
): Refill {
  const trouble = troubleOf(issue)
  const pending = (line: OrderLineInput, position: number) => ({
    line: orderLine(orderId, { ...line, lineId: newId() }, position),
    trouble,
  })
  if (issue.name === 'order.create') {
    const {
      customerId,
      lines,
      charges: _c,
      number: _n,
      orderId: _o,
      orderedOn: _d,
      ...header
    } = issue.payload as PayloadOf<'order.create'>
    return {
      start: { customerId, orderedOn: today, header },
      edits: {},
      pendingLines: lines.map((line, at) => pending(line, at + 1)),
    }
  }
  if (issue.name === 'order.add-line') {
    const { line, position } = issue.payload as PayloadOf<'order.add-line'>
    return { edits: {}, pendingLines: [pending(line, position)] }
  }
  if (issue.name === 'order.change' && view) {
    const { changes } = issue.payload as { changes: Edited }
    return {
      edits: editsOf(changes, field => headerKey(field as HeaderField), view.order, trouble),
      pendingLines: [],
    }
  }
  if (issue.name === 'order.change-line' && view) {
    const { changes, lineId } = issue.payload as { changes: Edited; lineId: string }
    const line = view.lines.find(candidate => candidate.id === lineId)
    if (!line) return { edits: {}, pendingLines: [] }
    return {
      edits: editsOf(changes, field => lineKey(lineId, field as LineField), line, trouble),
      pendingLines: [],
    }
  }
  return { edits: {}, pendingLines: [] }
}

/**
 * What a refused line of an order that was confirmed or voided meanwhile puts into a new order: the line as typed, under the
 * old order's head. Null for requests that were about no line.
 */
export function newOrderOf(
  issue: Issue,
  from: OrderView,
  orderId: string,
  today: string,
  newId: () => string,
): Refill | null {
  const line = lineOf(issue)
  if (!line) return null
  const {
    carrier,
    shipToId,
    poNumber,
    reference,
    salespersonId,
    buyerContactId,
    warehouseNote,
    invoiceNote,
  } = from.order
  const usual = startOfOrder(from.customer, today)
  const header = {
    carrier,
    shipToId,
    poNumber,
    reference,
    salespersonId,
    buyerContactId,
    warehouseNote,
    invoiceNote,
  }
  return {
    start: { ...usual, header: { ...usual.header, ...header } },
    edits: {},
    pendingLines: [{ line: orderLine(orderId, { ...line, lineId: newId() }, 1), trouble: null }],
  }
}

function lineOf({ name, payload }: Issue): Omit<OrderLineInput, 'lineId'> | null {
  if (name === 'order.add-line') return (payload as PayloadOf<'order.add-line'>).line
  if (name !== 'order.change-line') return null
  const { seen, changes } = payload as PayloadOf<'order.change-line'>
  if (!seen) return null
  const typed = Object.fromEntries(Object.entries(changes).map(([field, edit]) => [field, edit?.to]))
  const { position: _position, ...entries } = { ...seen, ...typed }
  return entries
}

/** The refusal as the form shows it. */
function troubleOf({ code, params, field }: Issue): Trouble {
  return { kind: 'refused', refusal: { code: code as never, params, field } }
}

function editsOf(
  changes: Edited,
  keyOf: (field: string) => string,
  row: object,
  trouble: Trouble,
): Record<string, FieldEdit> {
  const edits: Record<string, FieldEdit> = {}
  for (const [field, change] of Object.entries(changes)) {
    const seen = (row as Record<string, FieldValue>)[field]
    if (!change || seen === undefined || typeof change.to === 'boolean' || field === 'position') continue
    if (change.to !== seen) {
      edits[keyOf(field)] = { from: seen, text: textOf(field as HeaderField | LineField, change.to), trouble }
    }
  }
  return edits
}
