import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { FoundDocument } from '../../../../shared/protocol/find-asks.ts'
import type { QueryContext } from './query-context.ts'

/**
 * `documents.find`: orders, and with the right to see them invoices and payments, by the beginning of their number. Numbers
 * are looked up in their indexes; a payment's is a claim, which is kept by number.
 */
export function documentsFind(
  sales: QueryContext,
  receivables: QueryContext | null,
  { number, limit }: ParsedInput<'documents.find'>,
): FoundDocument[] {
  const find = (q: QueryContext, kind: FoundDocument['kind'], from: string, prefix: string, cents: string) =>
    q
      .sql(
        `SELECT '${kind}' AS kind, d.id, d.number, coalesce(c.name, '') AS customerName, ${cents} AS cents
         ${from} LEFT JOIN customers c ON c.id = d.customerId
         WHERE ${prefix} AND (@ownerId IS NULL OR c.salespersonId = @ownerId)
         ORDER BY length(d.number), d.number LIMIT @limit`,
      )
      .all({ first: number, last: `${number}\u{10FFFF}`, limit, ownerId: q.ownerId }) as FoundDocument[]
  const inRange = 'd.number >= @first AND d.number < @last'
  const orders = find(sales, 'order', 'FROM orders d', inRange, 'd.totalCents')
  if (!receivables) return orders
  const claimed = "k.name >= 'no:PAY:' || @first AND k.name < 'no:PAY:' || @last"
  return [
    ...orders,
    ...find(receivables, 'invoice', 'FROM invoices d', inRange, 'd.openCents'),
    ...find(
      receivables,
      'payment',
      'FROM claim k JOIN payments d ON d.id = k.id',
      claimed,
      'd.unappliedCents',
    ),
  ]
}
