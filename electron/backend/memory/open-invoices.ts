import type { ChangeListener } from '../ledger/noting-changes.ts'
import type { Asking } from '../store/queries/asking.ts'

type Sql = Asking

/** What sums and searches ask of an open invoice. */
export interface OpenInvoice {
  id: string
  customerId: string
  issuedOn: string
  dueOn: string
  totalCents: number
  openCents: number
  lastLinkId: string | null
  lastMailId: string | null
  /** False for one that has no order. */
  isOrders: boolean
  number: string
  poNumber: string
  termsCode: string
  salespersonId: string | null
  /** Number and PO number, as `lowerPlain` makes them. */
  text: string
}

/** The open invoices by id. */
export type OpenInvoices = ReadonlyMap<string, OpenInvoice>

/** Keeps what is open in memory: only invoices that changed are read again. */
export function createOpenInvoices(onChange: (listener: ChangeListener) => void): (q: Sql) => OpenInvoices {
  let kept: Map<string, OpenInvoice> | null = null
  const unread = new Set<string>()
  onChange((tables, noted) => {
    if (kept === null || !tables.has('invoices')) return
    if (noted === null) kept = null
    else for (const id of noted.invoices) unread.add(id)
  })
  return q => {
    const read = (ids: readonly string[] | null, into: Map<string, OpenInvoice>) => {
      const only = ids === null ? '' : 'AND id IN (SELECT value FROM json_each(?))'
      const statement = q.sql(`${COLUMNS} ${only}`).raw()
      const found = ids === null ? statement.iterate() : statement.iterate(JSON.stringify(ids))
      for (const columns of found) {
        const invoice = invoiceOf(columns as Columns)
        into.set(invoice.id, invoice)
      }
    }
    if (kept === null) {
      kept = new Map()
      read(null, kept)
    } else if (unread.size > 0) {
      for (const id of unread) kept.delete(id)
      read([...unread], kept)
    }
    unread.clear()
    return kept
  }
}

/** Text as SQLite's LIKE compares it: of letters only the plain ones have no case. */
export function lowerPlain(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}

type Columns = [
  string,
  string,
  string,
  string,
  number,
  number,
  string | null,
  string | null,
  string,
  string,
  string,
  string,
  string | null,
]

const COLUMNS = `SELECT id, customerId, issuedOn, dueOn, totalCents, openCents, lastLinkId, lastMailId, number,
  poNumber, orderId, termsCode, salespersonId FROM invoices WHERE openCents > 0`

function invoiceOf(columns: Columns): OpenInvoice {
  const [
    id,
    customerId,
    issuedOn,
    dueOn,
    totalCents,
    openCents,
    lastLinkId,
    lastMailId,
    number,
    poNumber,
    orderId,
    termsCode,
    salespersonId,
  ] = columns
  const text = lowerPlain(`${number}\n${poNumber}`)
  return {
    id,
    customerId,
    issuedOn,
    dueOn,
    totalCents,
    openCents,
    lastLinkId,
    lastMailId,
    isOrders: orderId !== '',
    number,
    poNumber,
    termsCode,
    salespersonId,
    text,
  }
}
