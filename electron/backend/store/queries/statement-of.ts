import { type Statement, statement } from '../../../../shared/domain/collections/statement.ts'
import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import type { InvoiceRow } from '../../../../shared/domain/invoice/invoice-row.ts'
import { statementAddresses, statementLink } from '../../../../shared/domain/mail/statement-mail.ts'
import { heldCents } from '../../../../shared/domain/payment/open-credits.ts'
import type { PaymentRow } from '../../../../shared/domain/payment/payment-row.ts'
import type { StatementView } from '../../../../shared/protocol/aging-asks.ts'
import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import { customerBooksOf } from '../../aging/customer-books-of.ts'
import type { QueryContext } from './query-context.ts'

type Input = Pick<ParsedInput<'statement.of'>, 'customerId' | 'asOf' | 'kind'>

/** A customer and their statement; null for one that is not there, or another's. */
export function statementFor(
  q: QueryContext,
  { customerId, asOf, kind }: Input,
): { customer: CustomerRow; statement: Statement } | null {
  const read = { kind: 'row', table: 'customers', id: customerId } as const
  const customer = q.rows.answer(read) as CustomerRow | null
  if (!customer || (q.ownerId !== null && customer.salespersonId !== q.ownerId)) return null
  const books = customerBooksOf(q, [customerId]).get(customerId)!
  return { customer, statement: statement(books, asOf, kind, q.company.ageBasis) }
}

/** `statement.of`: a statement for the screen, with whom it would be mailed to and whether with a link. */
export function statementOf(q: QueryContext, input: Input): StatementView | null {
  const found = statementFor(q, input)
  if (!found) return null
  const { customer, statement } = found
  const { reason, askedCents } = linkNow(q, customer, statement)
  return {
    statement,
    customerName: customer.name,
    currency: customer.currency,
    recipients: statementAddresses(customer),
    noLinkReason: reason,
    askedCents,
    heldCents: heldNow(q, customer),
  }
}

/** What a link in the mail of this statement would ask for. */
export function linkNow(
  q: QueryContext,
  customer: CustomerRow,
  { aging, on }: Statement,
): { askedCents: number; creditCents: number; reason: ReturnType<typeof statementLink>['reason'] } {
  const invoices = q
    .sql(
      "SELECT status, openCents, currency, issuedOn, dueOn, number FROM invoices WHERE customerId = ? AND openCents > 0 AND status = 'open'",
    )
    .all(customer.id) as InvoiceRow[]
  const entries = q
    .sql(
      'SELECT status, currency, unappliedCents, heldForOrderId FROM payments WHERE customerId = ? AND unappliedCents > 0',
    )
    .all(customer.id) as PaymentRow[]
  return statementLink(q.company, customer, invoices, entries, { on, netCents: aging.netCents })
}

/** What of a customer's open credits is held for pending orders now. */
function heldNow(q: QueryContext, { id, currency }: CustomerRow): number {
  const held = q
    .sql(
      'SELECT status, currency, unappliedCents, heldForOrderId FROM payments WHERE customerId = ? AND heldForOrderId IS NOT NULL',
    )
    .all(id) as PaymentRow[]
  return heldCents(held, currency)
}
