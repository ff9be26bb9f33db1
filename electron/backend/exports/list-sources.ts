import type { Permission } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import { type Answers, ASKS, type ParsedInput } from '../../../shared/protocol/desk.ts'
import type { ExportedList } from '../../../shared/protocol/export-asks.ts'
import { createAgingBook } from '../aging/aging-book.ts'
import { createCustomerRoll } from '../memory/customer-roll.ts'
import { AskRefusal } from '../serve/answer-question.ts'
import { rightForCredits } from '../serve/credits-handlers.ts'
import { agingWhole } from '../store/queries/aging-customers.ts'
import { creditsList } from '../store/queries/credits-list.ts'
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
import { usersList } from '../store/queries/users-list.ts'

/** Rows of one list for a file: what the list says under its columns, and every row it has. */
export interface OpenedList {
  /** The day that the rows are of; null for now. */
  asOf: string | null
  sums: Record<string, number>
  rowCount: number
  slices: Iterable<object[]>
}

/** Where a file's rows come from. */
export interface ListSource {
  /** The right that shows someone the list; null: everyone. */
  right(user: UserRow): Permission | null
  /** Refuses an input that the list's question would not take. `breathe` lets other questions be answered. */
  open(q: QueryContext, input: unknown, breathe: () => Promise<void>): Promise<OpenedList>
}

const SLICE_ROWS = 250
/** A page asks for its sums anew. */
const PAGE_ROWS = 5000

const everyone = () => null
const receivables = () => 'receivables.view' as const

/** Each list by the question that answers its pages. A list without a {@link Listing} is read page by page. */
export const LIST_SOURCES: { [L in ExportedList]: ListSource } = {
  'orders.summary': listed('orders.summary', everyone, ordersSummary, ordersListing),
  'invoices.open': listed('invoices.open', receivables, invoicesOpen, invoicesListing),
  'payments.history': listed('payments.history', receivables, paymentsHistory, paymentsListing),
  'customers.list': listed('customers.list', everyone, customersList, customersListing),
  'credits.list': listed('credits.list', rightForCredits, creditsList, null),
  'links.list': listed('links.list', receivables, linksList, null),
  'link-payments.list': listed('link-payments.list', receivables, linkPaymentsList, null),
  'payouts.list': listed('payouts.list', receivables, payoutsList, null),
  'products.list': listed('products.list', everyone, productsList, productsListing),
  'users.list': listed('users.list', () => 'setup', usersList, null),
  'aging.customers': {
    right: receivables,
    async open(q, given, breathe) {
      // A book of this moment: the desk's own follows what changes meanwhile.
      const never = () => undefined
      const book = createAgingBook(never, createCustomerRoll(never), breathe)
      const input = parsed('aging.customers', given)
      const { totals, rows, count } = await agingWhole(q, book, input)
      const { bucketCents, basis: _basis, ...sums } = totals
      const ofBuckets = Object.fromEntries(bucketCents.map((cents, place) => [`bucket${place}`, cents]))
      return {
        asOf: input.asOf,
        sums: { ...sums, ...ofBuckets },
        rowCount: count,
        slices: pages(rows, SLICE_ROWS),
      }
    },
  },
}

function listed<L extends Exclude<ExportedList, 'aging.customers'>>(
  list: L,
  right: ListSource['right'],
  page: (q: QueryContext, input: ParsedInput<L>) => Answers[L],
  listing: ((q: QueryContext, input: ParsedInput<L>) => Listing<Answers[L]['rows'][number]>) | null,
): ListSource {
  return {
    right,
    async open(q, given) {
      const input = parsed(list, given)
      const { rows: _rows, count, ...rest } = page(q, { ...input, offset: 0, limit: 1 })
      const sums = Object.fromEntries(Object.entries(rest).filter(([, sum]) => typeof sum === 'number'))
      const slices =
        listing === null
          ? pages((offset, limit) => page(q, { ...input, offset, limit }).rows, PAGE_ROWS)
          : slicesOf(q, listing(q, input), SLICE_ROWS)
      return { asOf: null, sums: sums as Record<string, number>, rowCount: count, slices }
    },
  }
}

function parsed<L extends ExportedList>(list: L, given: unknown): ParsedInput<L> {
  const taken = ASKS[list].safeParse(given)
  if (taken.success) return taken.data as ParsedInput<L>
  const reason = taken.error.issues[0]?.message ?? ''
  throw new AskRefusal(refuse('invalid', { field: 'input', reason }, 'input'))
}

function* pages(read: (offset: number, limit: number) => object[], size: number): Generator<object[]> {
  for (let offset = 0; ; offset += size) {
    const rows = read(offset, size)
    for (let at = 0; at < rows.length; at += SLICE_ROWS) yield rows.slice(at, at + SLICE_ROWS)
    if (rows.length < size) return
  }
}
