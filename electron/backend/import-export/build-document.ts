import { createHash } from 'node:crypto'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { ImportedRows } from '../../../shared/domain/import/import-rows.ts'
import { addDays } from '../../../shared/lib/dates.ts'
import { termsOf } from './build-party.ts'
import type { CellReader } from './cell-reader.ts'
import type { KnownHere } from './known-here.ts'

/** How often the same document without a number came before it in the file: two equal payments are two. */
export type CountBefore = (key: string) => number

/** An open invoice as a row of a file has it; null when the row lacks what it can't be without. */
export function buildInvoice(cells: CellReader, known: KnownHere): ImportedRows['invoices'] | null {
  const number = cells.text('number')
  const customer = customerOf(cells, known)
  const issuedOn = cells.date('issuedOn')
  const dueOn = cells.date('dueOn')
  const openCents = cells.amount('open', 2)
  const total = cells.amount('total', 2)
  const termsCode = termsOf(cells, known)
  if (openCents !== null && openCents <= 0) cells.note('open', openCents === 0 ? 'zero' : 'negative')
  const totalCents = total ?? openCents
  if (openCents !== null && totalCents !== null && openCents > totalCents)
    cells.note('open', 'more-open-than-total')
  if (number === '' || !customer || issuedOn === null || openCents === null || totalCents === null)
    return null
  const code = termsCode || customer.termsCode
  const days = known.company.terms.find(terms => terms.code === code)?.days ?? 0
  return {
    number,
    customerId: customer.id,
    issuedOn,
    dueOn: dueOn ?? addDays(issuedOn, days),
    termsCode,
    poNumber: cells.text('poNumber'),
    totalCents,
    openCents,
  }
}

/** An open credit as a row of a file has it; reports write them as negative amounts. */
export function buildCredit(
  cells: CellReader,
  known: KnownHere,
  before: CountBefore,
): ImportedRows['credits'] | null {
  const customer = customerOf(cells, known)
  const creditedOn = cells.date('creditedOn')
  const openCents = unsigned(cells, 'open')
  const total = cells.amount('total', 2)
  const reason = cells.text('reason') || cells.text('documentType') || 'Credit'
  if (!customer || creditedOn === null || openCents === null) return null
  const totalCents = Math.abs(total ?? openCents)
  if (openCents > totalCents) cells.note('open', 'more-open-than-total')
  const number =
    cells.text('number') || madeNumber('OC', [customer.id, creditedOn, openCents, reason], before)
  return { number, customerId: customer.id, creditedOn, reason, totalCents, openCents }
}

/** An unapplied payment as a row of a file has it. */
export function buildPayment(
  cells: CellReader,
  known: KnownHere,
  before: CountBefore,
): ImportedRows['payments'] | null {
  const customer = customerOf(cells, known)
  const receivedOn = cells.date('receivedOn')
  const openCents = unsigned(cells, 'open')
  const reference = cells.text('reference')
  const method = cells.text('method') || known.company.paymentMethods[0] || 'Check'
  if (!customer || receivedOn === null || openCents === null) return null
  const number =
    cells.text('number') || madeNumber('OP', [customer.id, receivedOn, openCents, reference], before)
  return {
    number,
    customerId: customer.id,
    receivedOn,
    method,
    reference,
    note: cells.lines('note'),
    openCents,
  }
}

function customerOf(cells: CellReader, known: KnownHere): CustomerRow | null {
  const text = cells.text('customer')
  if (text === '') return null
  const customer = known.customer(text)
  if (customer === 'several') cells.note('customer', 'several-customers', text)
  else if (customer === null) cells.note('customer', 'unknown-customer', text)
  return customer === 'several' ? null : customer
}

function unsigned(cells: CellReader, field: string): number | null {
  const cents = cells.amount(field, 2)
  if (cents === 0) cells.note(field, 'zero')
  return cents === null ? null : Math.abs(cents)
}

// The same row gives the same number, so that a file that comes twice is known.
function madeNumber(prefix: string, parts: (string | number)[], before: CountBefore): string {
  const key = parts.join('|')
  const hash = createHash('sha256')
    .update(`${key}|${before(`${prefix} ${key}`)}`)
    .digest('hex')
  return `${prefix}-${hash.slice(0, 10).toUpperCase()}`
}
