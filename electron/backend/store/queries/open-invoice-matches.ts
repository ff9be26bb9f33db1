import { bucketDates } from '../../../../shared/domain/collections/bucket-dates.ts'
import { soughtCents } from '../../../../shared/domain/sought-cents.ts'
import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import { lowerPlain, type OpenInvoice } from '../../memory/open-invoices.ts'
import { customersLike } from './matching-customers.ts'
import type { QueryContext } from './query-context.ts'

type Input = ParsedInput<'invoices.open'>
type Chip = Input['chip']

/** What a chip's invoices come to. */
export interface ChipSums {
  count: number
  totalCents: number
  openCents: number
}

/** A context that keeps the open invoices and customers in memory. */
export type Remembering = QueryContext & Required<Pick<QueryContext, 'open' | 'roll' | 'remember'>>

/** Whether a context keeps them: one that reads a snapshot of its own does not. */
export function isRemembering(q: QueryContext): q is Remembering {
  return q.open !== undefined && q.roll !== undefined && q.remember !== undefined
}

/** The open invoices that a filter finds, whatever its chip; null for all of them. */
export function openInvoiceMatches(q: Remembering, input: Input): readonly OpenInvoice[] | null {
  if (input.search === '' && input.customerId === null && input.bucket === null && q.ownerId === null)
    return null
  const key = `open matches ${filterKey(q, input)}`
  return q.remember(key, () => {
    const fits = fitting(q, input)
    const found: OpenInvoice[] = []
    for (const invoice of q.open().values()) if (fits(invoice)) found.push(invoice)
    return found
  }, ['invoices', 'customers', 'companies'])
}

/** What each chip of a filter comes to. */
export function openInvoiceSums(q: Remembering, input: Input): Record<Chip, ChipSums> {
  const { today } = q
  const open = q.open()
  const matches = openInvoiceMatches(q, input)
  const [all, pastDue, noLink] = [nothing(), nothing(), nothing()]
  for (const invoice of matches ?? open.values()) {
    add(all, invoice)
    if (invoice.dueOn < today) add(pastDue, invoice)
    if (invoice.lastLinkId === null) add(noLink, invoice)
  }
  const fits = matches === null ? () => true : fitting(q, input)
  const among = (ids: readonly string[]) => {
    const sums = nothing()
    for (const id of ids) {
      const invoice = open.get(id)
      if (invoice && fits(invoice)) add(sums, invoice)
    }
    return sums
  }
  return {
    all,
    'past-due': pastDue,
    'no-link': noLink,
    'opened-unpaid': among(openedUnpaid(q)),
    undelivered: among(undelivered(q)),
  }
}

/** What the answer depends on besides the chip. */
export function filterKey(q: QueryContext, { search, customerId, bucket }: Input): string {
  return JSON.stringify([q.today, q.company.ageBasis, q.ownerId, search, customerId, bucket])
}

function fitting(q: Remembering, input: Input): (invoice: OpenInvoice) => boolean {
  const { customerId, bucket, search } = input
  const { ageBasis } = q.company
  const tests: ((invoice: OpenInvoice) => boolean)[] = []
  if (customerId !== null) tests.push(invoice => invoice.customerId === customerId)
  if (bucket !== null) {
    const { from, to } = bucketDates(ageBasis, bucket, q.today)
    const date = ageBasis === 'due-date' ? 'dueOn' : 'issuedOn'
    tests.push(invoice => (from === null || invoice[date] >= from) && (to === null || invoice[date] <= to))
  }
  if (q.ownerId !== null) {
    const own = ownCustomers(q, q.ownerId)
    tests.push(invoice => own.has(invoice.customerId))
  }
  if (search !== '') {
    const typed = lowerPlain(search)
    const customers = customersLike(q, search)
    const cents = soughtCents(search)
    tests.push(
      invoice =>
        invoice.text.includes(typed) ||
        customers.has(invoice.customerId) ||
        invoice.openCents === cents ||
        invoice.totalCents === cents,
    )
  }
  return invoice => tests.every(test => test(invoice))
}

function ownCustomers(q: Remembering, ownerId: string): ReadonlySet<string> {
  const make = () =>
    new Set(q.roll().list.flatMap(({ id, salespersonId }) => (salespersonId === ownerId ? [id] : [])))
  return q.remember(`customers of ${ownerId}`, make, ['customers'])
}

/** The open invoices whose link was opened. */
export const openedUnpaid = (q: Remembering) =>
  q.remember(
    'opened and unpaid',
    () =>
      q
        .sql(
          `SELECT i.id FROM payment_links l CROSS JOIN invoices i ON i.lastLinkId = l.id
           WHERE l.openedAt IS NOT NULL AND l.state <> 'paid' AND i.openCents > 0`,
        )
        .pluck()
        .all() as string[],
    ['invoices', 'payment_links'],
  )

/** The open invoices whose last mail came back. */
export const undelivered = (q: Remembering) =>
  q.remember(
    'undelivered',
    () =>
      q
        .sql(
          `SELECT i.id FROM mails m CROSS JOIN invoices i ON i.lastMailId = m.id
           WHERE m.state = 'undelivered' AND i.openCents > 0`,
        )
        .pluck()
        .all() as string[],
    ['invoices', 'mails'],
  )

const nothing = (): ChipSums => ({ count: 0, totalCents: 0, openCents: 0 })

function add(sums: ChipSums, { totalCents, openCents }: OpenInvoice): void {
  sums.count++
  sums.totalCents += totalCents
  sums.openCents += openCents
}
