import type { FoundDocument } from '../../../../shared/protocol/find-asks.ts'

/** Where documents are found. */
export interface FindPlace {
  kind: FoundDocument['kind']
  by: 'number' | 'reference'
  table: string
  /** What stands beside a hit, of `d`. */
  cents: string
  /** The rows of its index from `@first` on, in order: `id`, and for references `reference` and what is newest, `at`. */
  begins: string
}

const CENTS = {
  order: 'd.totalCents',
  invoice: 'd.openCents',
  payment: 'd.unappliedCents',
  credit: 'd.totalCents',
} as const
const TABLE = { order: 'orders', invoice: 'invoices', payment: 'payments', credit: 'credits' } as const

/** All of them, those that name a document most surely first. */
export const findPlaces: readonly FindPlace[] = [
  numbered('order', inNumbers('orders')),
  numbered('invoice', inNumbers('invoices')),
  numbered('payment', inClaims('no:PAY:')),
  numbered('credit', inClaims('no:CR:')),
  referring('order', inReferences('orders', 'poNumber', 'createdAt')),
  referring('order', inReferences('orders', 'reference', 'createdAt')),
  referring('invoice', ofOrders('poNumber')),
  referring('invoice', inReferences('invoices', 'poNumber', 'issuedOn', "kind <> 'order' AND ")),
  referring('invoice', ofOrders('reference')),
  referring('payment', inReferences('payments', 'reference', 'recordedAt')),
]

function numbered(kind: FoundDocument['kind'], begins: string): FindPlace {
  return { kind, by: 'number', table: TABLE[kind], cents: CENTS[kind], begins }
}

function referring(kind: FoundDocument['kind'], begins: string): FindPlace {
  return { kind, by: 'reference', table: TABLE[kind], cents: CENTS[kind], begins }
}

function inNumbers(table: string): string {
  return `SELECT id FROM ${table} WHERE number >= @first AND number < @last ORDER BY number`
}

/** A payment's and a credit's number is a claim, which is kept by number. */
function inClaims(series: string): string {
  return `SELECT id FROM claim WHERE name >= '${series}' || @first AND name < '${series}' || @last ORDER BY name`
}

function inReferences(table: string, column: string, newest: string, only = ''): string {
  return `SELECT id, ${column} AS reference, ${newest} AS at FROM ${table}
    WHERE ${only}${column} <> '' AND ${column} COLLATE NOCASE >= @first AND ${column} COLLATE NOCASE < @last
    ORDER BY ${column} COLLATE NOCASE, ${newest} DESC`
}

/** The invoices of orders that are found so. */
function ofOrders(column: string): string {
  return inReferences('orders', column, 'createdAt', 'invoiceId IS NOT NULL AND ').replace(
    'SELECT id,',
    'SELECT invoiceId AS id,',
  )
}
