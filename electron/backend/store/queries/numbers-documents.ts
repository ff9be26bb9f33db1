import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { NumberedDocument } from '../../../../shared/protocol/numbers-asks.ts'
import type { QueryContext } from './query-context.ts'

const MOST = 100

/** `numbers.documents`: who carries the numbers of a range, suffixed ones included, in the order of the numbers. */
export function numbersDocuments(
  q: QueryContext,
  { series, firstNumber, lastNumber }: ParsedInput<'numbers.documents'>,
): Answers['numbers.documents'] {
  // Invoices of orders carry the order's number: only the others are documents of their own. The credit is the paper.
  const documents =
    series === 'order'
      ? `SELECT id, number, orderedOn AS onDate, customerId, status, totalCents FROM orders
         UNION ALL SELECT id, number, issuedOn, customerId, status, totalCents FROM invoices WHERE orderId = ''`
      : `SELECT id, number, receivedOn AS onDate, customerId, status, totalCents FROM payments WHERE kind <> 'credit'
         UNION ALL SELECT id, number, creditedOn, customerId, status, totalCents FROM credits`
  // The cast reads the digits in front: `10418-2` is the second document that printed 10418.
  const rows = q
    .sql(
      `SELECT d.id, d.number, d.onDate, coalesce(c.name, '') AS customerName, d.status, d.totalCents
       FROM (${documents}) d LEFT JOIN customers c ON c.id = d.customerId
       WHERE CAST(d.number AS INTEGER) BETWEEN ? AND ?
       ORDER BY CAST(d.number AS INTEGER), d.number LIMIT ?`,
    )
    .all(firstNumber, lastNumber, MOST + 1) as NumberedDocument[]
  return { rows: rows.slice(0, MOST), more: rows.length > MOST }
}
