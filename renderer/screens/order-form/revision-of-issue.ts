import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import { orderLine } from '../../../shared/domain/order/create-order.ts'
import { orderCharge } from '../../../shared/domain/order/order-charges.ts'
import { orderTotals } from '../../../shared/domain/order/order-totals.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import type { RevisionDraft } from './revision-book.ts'

/** A refused change of a confirmed order, as made on top of how the order stands now: looked over, it can be issued anew. */
export function revisionOfIssue(
  payload: PayloadOf<'order.revise'>,
  { order, invoice }: Pick<OrderView, 'order' | 'invoice'>,
  { boxTypes }: Pick<CompanyRow, 'boxTypes'>,
  newId: () => string,
): RevisionDraft {
  const lines = payload.lines.map((line, at) => orderLine(order.id, line, at + 1))
  const totals = orderTotals(lines, payload.charges.map(orderCharge), order.taxBps, boxTypes)
  return {
    expectedRevision: invoice?.revision ?? 1,
    order: { ...order, status: 'draft', ...payload.header, ...totals },
    lines,
    commandId: newId(),
  }
}
