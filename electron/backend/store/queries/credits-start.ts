import { creditedByLine, unitsByLine } from '../../../../shared/domain/credit/check-amounts.ts'
import type { CreditRow } from '../../../../shared/domain/credit/credit-row.ts'
import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../../shared/domain/invoice/invoice-row.ts'
import { sumCents } from '../../../../shared/domain/money.ts'
import type { OrderLineRow, OrderRow } from '../../../../shared/domain/order/order-row.ts'
import type { CreditStart } from '../../../../shared/protocol/credits-asks.ts'
import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { QueryContext } from './query-context.ts'

/** The invoices a credit can be put on are offered up to this many: open ones first, then the newest. */
const MOST_INVOICES = 200

/** `credits.start`: what a new credit is chosen from; null when the customer, or the invoice, is not there. */
export function creditsStart(q: QueryContext, input: ParsedInput<'credits.start'>): CreditStart | null {
  const customer = q.rows.answer({
    kind: 'row',
    table: 'customers',
    id: input.customerId,
  }) as CustomerRow | null
  if (!customer || (q.ownerId !== null && customer.salespersonId !== q.ownerId)) return null
  const { invoiceId } = input
  const invoice =
    invoiceId === null
      ? null
      : (q.rows.answer({ kind: 'row', table: 'invoices', id: invoiceId }) as InvoiceRow | null)
  if (invoiceId !== null && invoice?.customerId !== customer.id) return null
  const others = invoice === null ? [] : othersOn(q, invoice.id, input.creditId)
  const { id, name, code, currency } = customer
  return {
    customer: { id, name, code, currency },
    invoices: q
      .sql(
        `SELECT id, number, issuedOn, totalCents, openCents FROM invoices
         WHERE customerId = ? AND (status <> 'void' OR id = ?)
         ORDER BY id = ? DESC, openCents > 0 DESC, issuedOn DESC, id DESC LIMIT ${MOST_INVOICES}`,
      )
      .all(customer.id, invoiceId ?? '', invoiceId ?? '') as CreditStart['invoices'],
    invoice,
    creditedCents: sumCents(others.map(other => other.totalCents)),
    lines: invoice === null || invoice.orderId === '' ? [] : linesOf(q, invoice.orderId, others),
    charges: invoice === null || invoice.orderId === '' ? [] : chargesOf(q, invoice.orderId),
  }
}

function chargesOf(q: QueryContext, orderId: string): CreditStart['charges'] {
  const order = q.rows.answer({ kind: 'row', table: 'orders', id: orderId }) as OrderRow | null
  return (order?.charges ?? [])
    .filter(({ amountCents }) => amountCents > 0)
    .map(({ id, label, amountCents }) => ({ id, label, amountCents }))
}

function othersOn(q: QueryContext, invoiceId: string, creditId: string | null): CreditRow[] {
  const found = q.rows.answer({ kind: 'rows', table: 'credits', ref: 'invoiceId', value: invoiceId })
  return (found as CreditRow[]).filter(({ id, status }) => id !== creditId && status !== 'rejected')
}

function linesOf(q: QueryContext, orderId: string, others: readonly CreditRow[]): CreditStart['lines'] {
  const found = q.rows.answer({ kind: 'rows', table: 'order_lines', ref: 'orderId', value: orderId })
  const sums = creditedByLine(others)
  const units = unitsByLine(others)
  return (found as OrderLineRow[])
    .toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
    .map(({ editedBy: _, ...line }) => ({
      ...line,
      creditedCents: sums.get(line.id) ?? 0,
      creditedQuantity: units.get(line.id) ?? 0,
    }))
}
