import type { Permission } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import { type Answers, ASKS, type ParsedInput } from '../../../shared/protocol/desk.ts'
import type { ExportedList } from '../../../shared/protocol/export-asks.ts'
import { AskRefusal } from '../serve/answer-question.ts'
import { customersList, customersListing } from '../store/queries/customers-list.ts'
import { invoicesListing, invoicesOpen } from '../store/queries/invoices-open.ts'
import { linkPaymentsList } from '../store/queries/link-payments-list.ts'
import { linksList } from '../store/queries/links-list.ts'
import { type Listing, slicesOf } from '../store/queries/listing.ts'
import { ordersListing, ordersSummary } from '../store/queries/orders-summary.ts'
import { paymentsHistory, paymentsListing } from '../store/queries/payments-history.ts'
import { payoutsList } from '../store/queries/payouts-list.ts'
import { productsList, productsListing } from '../store/queries/products-list.ts'
import type { QueryContext } from '../store/queries/query-context.ts'

/** Rows of one list for a file: what the list says under its columns, and every row it has. */
export interface ListSource {
  /** Who may see it; null: everyone. */
  right: Permission | null
  /** Refuses an input that the list's question would not take. */
  open(
    q: QueryContext,
    input: unknown,
  ): { sums: Record<string, number>; rowCount: number; slices: Iterable<object[]> }
}

const SLICE_ROWS = 250

/** Each list by the question that answers its pages. A list without a {@link Listing} is read page by page. */
export const LIST_SOURCES: { [L in ExportedList]: ListSource } = {
  'orders.summary': listed('orders.summary', null, ordersSummary, ordersListing),
  'invoices.open': listed('invoices.open', 'receivables.view', invoicesOpen, invoicesListing),
  'payments.history': listed('payments.history', 'receivables.view', paymentsHistory, paymentsListing),
  'customers.list': listed('customers.list', null, customersList, customersListing),
  'links.list': listed('links.list', 'receivables.view', linksList, null),
  'link-payments.list': listed('link-payments.list', 'receivables.view', linkPaymentsList, null),
  'payouts.list': listed('payouts.list', 'receivables.view', payoutsList, null),
  'products.list': listed('products.list', null, productsList, productsListing),
}

function listed<L extends ExportedList>(
  list: L,
  right: Permission | null,
  page: (q: QueryContext, input: ParsedInput<L>) => Answers[L],
  listing: ((q: QueryContext, input: ParsedInput<L>) => Listing<Answers[L]['rows'][number]>) | null,
): ListSource {
  return {
    right,
    open(q, given) {
      const taken = ASKS[list].safeParse(given)
      if (!taken.success) {
        const reason = taken.error.issues[0]?.message ?? ''
        throw new AskRefusal(refuse('invalid', { field: 'input', reason }, 'input'))
      }
      const input = taken.data as ParsedInput<L>
      const { rows: _rows, count, ...rest } = page(q, { ...input, offset: 0, limit: 1 })
      const sums = Object.fromEntries(Object.entries(rest).filter(([, sum]) => typeof sum === 'number'))
      const slices =
        listing === null
          ? pages(at => page(q, { ...input, ...at }).rows)
          : slicesOf(q, listing(q, input), SLICE_ROWS)
      return { sums: sums as Record<string, number>, rowCount: count, slices }
    },
  }
}

function* pages(read: (at: { offset: number; limit: number }) => object[]): Generator<object[]> {
  for (let offset = 0; ; offset += SLICE_ROWS) {
    const rows = read({ offset, limit: SLICE_ROWS })
    if (rows.length > 0) yield rows
    if (rows.length < SLICE_ROWS) return
  }
}
