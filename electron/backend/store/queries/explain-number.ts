import { bucketBounds, bucketPlace } from '../../../../shared/domain/collections/aging-strip.ts'
import { invoiceEntries } from '../../../../shared/domain/collections/ledger-entries.ts'
import { openBalances } from '../../../../shared/domain/collections/open-balances.ts'
import { type StatementLine, statement } from '../../../../shared/domain/collections/statement.ts'
import type { CustomerRow } from '../../../../shared/domain/customer/customer-row.ts'
import { sumCents } from '../../../../shared/domain/money.ts'
import type { AgingAnswers, ExplainedRow } from '../../../../shared/protocol/aging-asks.ts'
import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { AgedCustomer, AgingBook } from '../../aging/aging-book.ts'
import { customerBooksOf } from '../../aging/customer-books-of.ts'
import type { QueryContext } from './query-context.ts'

type Input = ParsedInput<'explain.number'>

const MOST_ROWS = 500
const BLANK: Omit<ExplainedRow, 'kind' | 'amountCents'> = {
  number: '',
  name: '',
  reference: '',
  on: '',
  dueOn: '',
  customerId: null,
  invoiceId: null,
  paymentId: null,
  orderId: null,
}

/** `explain.number`: what a figure is made of; null for a customer or invoice that is not there, or another's. */
export async function explainNumber(
  q: QueryContext,
  book: AgingBook,
  input: Input,
): Promise<AgingAnswers['explain.number'] | null> {
  if (input.customerId === null) return answerOf(ofEveryone(await book.aged(q, input.asOf), input))
  const read = { kind: 'row', table: 'customers', id: input.customerId } as const
  const customer = q.rows.answer(read) as CustomerRow | null
  if (!customer || (q.ownerId !== null && customer.salespersonId !== q.ownerId)) return null
  if (input.invoiceId !== null) return ofInvoice(q, customer.id, input.invoiceId, input.asOf)
  return answerOf(ofCustomer(q, customer, input))
}

function answerOf(rows: ExplainedRow[]): AgingAnswers['explain.number'] {
  const totalCents = sumCents(rows.map(row => row.amountCents))
  return { rows: rows.slice(0, MOST_ROWS), count: rows.length, totalCents }
}

/** A sum over all customers is made of theirs, the largest first. */
function ofEveryone(aged: readonly AgedCustomer[], { figure, bucket }: Input): ExplainedRow[] {
  const amount = (each: AgedCustomer): number => {
    if (figure === 'bucket') return each.bucketCents[bucket] ?? 0
    if (figure === 'past-due') return each.pastDueCents
    if (figure === 'credits') return each.openCreditsCents
    return figure === 'net' ? each.netCents : each.openCents
  }
  const rows = aged.map((each): ExplainedRow => {
    const { code, name } = each.customer
    const { customerId } = each
    return { ...BLANK, kind: 'customer', number: code, name, customerId, amountCents: amount(each) }
  })
  return rows
    .filter(row => row.amountCents !== 0)
    .sort((a, b) => b.amountCents - a.amountCents || (a.name < b.name ? -1 : 1))
}

function ofCustomer(q: QueryContext, customer: CustomerRow, { figure, bucket, asOf }: Input): ExplainedRow[] {
  if (figure === 'pending') return pendingOrders(q, customer.id)
  const books = customerBooksOf(q, [customer.id]).get(customer.id)!
  const basis = q.company.ageBasis
  if (figure === 'credit-left') return creditLeft(q, customer, openBalances(books, asOf))
  const rows = statement(books, asOf, 'unpaid', basis).lines.map(lineRow)
  const invoices = rows.filter(row => row.invoiceId !== null)
  if (figure === 'net') return rows
  if (figure === 'open') return invoices
  if (figure === 'past-due') return invoices.filter(row => row.dueOn < asOf)
  if (figure === 'credits')
    return rows.filter(row => row.paymentId !== null).map(row => ({ ...row, amountCents: -row.amountCents }))
  const bounds = bucketBounds(basis, asOf)
  return invoices.filter(row => bucketPlace(bounds, basis === 'due-date' ? row.dueOn : row.on) === bucket)
}

function ofInvoice(
  q: QueryContext,
  customerId: string,
  invoiceId: string,
  asOf: string,
): AgingAnswers['explain.number'] | null {
  const books = customerBooksOf(q, [customerId]).get(customerId)!
  const invoice = books.invoices.find(({ id }) => id === invoiceId)
  if (!invoice) return null
  const entries = invoiceEntries(books, invoice).filter(entry => entry.on <= asOf)
  return answerOf(entries.map(lineRow))
}

function lineRow(line: Omit<StatementLine, 'runningCents'>): ExplainedRow {
  const { number, reference, on, dueOn, amountCents, invoiceId, paymentId } = line
  const kind = line.kind === 'opening' ? 'invoice' : line.kind
  return { ...BLANK, kind, number, reference, on, dueOn, amountCents, invoiceId, paymentId }
}

function pendingOrders(q: QueryContext, customerId: string): ExplainedRow[] {
  const orders = q
    .sql(
      `SELECT id, number, shipOn, poNumber, totalCents FROM orders
       WHERE customerId = ? AND status IN ('draft', 'pending') ORDER BY shipOn, number`,
    )
    .all(customerId) as { id: string; number: string; shipOn: string; poNumber: string; totalCents: number }[]
  return orders.map(({ id, number, shipOn, poNumber, totalCents }) => {
    const order = { number, reference: poNumber, on: shipOn, orderId: id }
    return { ...BLANK, ...order, kind: 'order', amountCents: totalCents }
  })
}

/** Limit and open credits, less what is open and what is pending: the sums, for each of them has rows of its own. */
function creditLeft(
  q: QueryContext,
  customer: CustomerRow,
  { invoices, credits }: ReturnType<typeof openBalances>,
): ExplainedRow[] {
  const row = (kind: ExplainedRow['kind'], amountCents: number) => ({ ...BLANK, kind, amountCents })
  return [
    row('credit-limit', customer.creditLimitCents ?? 0),
    row('open-credits', sumCents(credits.map(each => each.openCents))),
    row('open-balances', -sumCents(invoices.map(each => each.openCents))),
    row('pending-orders', -sumCents(pendingOrders(q, customer.id).map(each => each.amountCents))),
  ]
}
