import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import { nameOrderOf } from '../../memory/name-order.ts'
import type { OpenInvoice } from '../../memory/open-invoices.ts'
import {
  filterKey,
  openedUnpaid,
  openInvoiceMatches,
  type Remembering,
  undelivered,
} from './open-invoice-matches.ts'

type Input = ParsedInput<'invoices.open'>
type Key = number | string

/** So many are sorted in less time than it may take to meet a hundred of them along an order. */
export const FEW = 10_000

/** What shows as the longer the older runs the other way round than its date. */
export const BACKWARDS: Readonly<Record<string, string>> = {
  daysPastDue: 'dueOn',
  bucket: 'issuedOn',
  openCents: 'openCents',
}

/** The open invoices of a filter and chip in a sort's order, as the tables would have it; null where memory doesn't know. */
export function orderedInMemory(q: Remembering, input: Input): readonly string[] | null {
  const matches = openInvoiceMatches(q, input)
  if (matches === null || matches.length > FEW) return null
  const { sort, descending, chip } = input
  const key = `open order ${filterKey(q, input)} ${JSON.stringify([chip, sort, descending])}`
  return q.remember(key, () => sorted(q, matches.filter(chipTest(q, chip)), sort, descending), ORDERED_BY)
}

const ORDERED_BY = ['invoices', 'customers', 'companies', 'users', 'payment_links', 'mails'] as const

function chipTest(q: Remembering, chip: Input['chip']): (invoice: OpenInvoice) => boolean {
  if (chip === 'past-due') return invoice => invoice.dueOn < q.today
  if (chip === 'no-link') return ({ lastLinkId }) => lastLinkId === null
  if (chip === 'all') return () => true
  const ids = new Set(chip === 'opened-unpaid' ? openedUnpaid(q) : undelivered(q))
  return invoice => ids.has(invoice.id)
}

function sorted(
  q: Remembering,
  invoices: readonly OpenInvoice[],
  sort: string,
  descending: boolean,
): string[] {
  const keyOf = keyMaker(q, invoices, BACKWARDS[sort] ?? sort)
  const isDown = keyOf !== null && descending !== Object.hasOwn(BACKWARDS, sort)
  const [first, last] = isDown ? [1, -1] : [-1, 1]
  const keyed = invoices.map(invoice => ({ id: invoice.id, key: (keyOf ?? byDueOn)(invoice) }))
  keyed.sort((a, b) => (a.key === b.key ? (a.id < b.id ? first : last) : a.key < b.key ? first : last))
  return keyed.map(({ id }) => id)
}

const byDueOn = ({ dueOn }: OpenInvoice): Key => dueOn

/** What an invoice is sorted by; null where the sort is none of them. Nothing comes before anything, as in SQL. */
function keyMaker(
  q: Remembering,
  invoices: readonly OpenInvoice[],
  sort: string,
): ((invoice: OpenInvoice) => Key) | null {
  const { list, places } = q.roll()
  switch (sort) {
    case 'number':
      return ({ number }) => `${String(number.length).padStart(4, '0')} ${number}`
    case 'customerName':
      return ({ customerId }) => {
        let place = places.get(customerId) ?? -1
        // Customers of one name are one, whatever their ids.
        while (place > 0 && list[place - 1]!.order === list[place]!.order) place--
        return place
      }
    case 'issuedOn':
      return ({ issuedOn }) => issuedOn
    case 'dueOn':
      return byDueOn
    case 'terms':
      return ({ termsCode }) => termsCode
    case 'poNumber':
      return ({ poNumber }) => poNumber
    case 'salespersonName': {
      const names = salespeople(q)
      return ({ salespersonId }) => (salespersonId === null ? '' : (names.get(salespersonId) ?? ''))
    }
    case 'totalCents':
      return ({ totalCents }) => totalCents
    case 'paidCents':
      return ({ totalCents, openCents }) => totalCents - openCents
    case 'openCents':
      return ({ openCents }) => -openCents
    case 'emailedAt':
      return sentLast(q, invoices, 'mails', ({ lastMailId }) => lastMailId)
    case 'link':
      return sentLast(q, invoices, 'payment_links', ({ lastLinkId }) => lastLinkId)
    default:
      return null
  }
}

function salespeople(q: Remembering): Map<string, string> {
  const users = q.sql('SELECT id, name FROM users').raw().all() as [string, string][]
  return new Map(users.map(([id, name]) => [id, nameOrderOf(name)]))
}

/** When the last mail or link of each of these was sent; what was read once is kept until one of its table changes. */
function sentLast(
  q: Remembering,
  invoices: readonly OpenInvoice[],
  table: 'mails' | 'payment_links',
  idOf: (invoice: OpenInvoice) => string | null,
): (invoice: OpenInvoice) => Key {
  const sentAt = q.remember(`sent at, of ${table}`, () => new Map<string, number | null>(), [table])
  const unread = invoices.map(idOf).filter(id => id !== null && !sentAt.has(id))
  if (unread.length > 0) {
    const read = q.sql(`SELECT id, sentAt FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`).raw()
    for (const [id, at] of read.all(JSON.stringify(unread)) as [string, number | null][]) sentAt.set(id, at)
  }
  return invoice => sentAt.get(idOf(invoice) ?? '') ?? NOT_SENT
}

const NOT_SENT = -1
