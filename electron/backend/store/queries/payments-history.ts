import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { PaymentListRow } from '../../../../shared/protocol/list-rows.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = {
  number: 'length(p.number), p.number',
  receivedOn: 'p.receivedOn',
  customerName: 'c.name COLLATE NOCASE',
  kind: 'p.kind',
  status: 'p.status',
  method: 'p.method',
  reference: 'p.reference',
  totalCents: 'p.totalCents',
  unappliedCents: 'p.unappliedCents',
  appliedCents: '(p.totalCents - p.unappliedCents)',
  feeCents: 'p.feeCents',
}

// A void payment counts for nothing in the sums.
const POSTED = "CASE WHEN p.status = 'posted' THEN 1 ELSE 0 END"

/** `payments.history`: money received, newest first, with the invoices it went to. */
export function paymentsHistory(
  q: QueryContext,
  input: ParsedInput<'payments.history'>,
): Answers['payments.history'] {
  // An approved credit is no money that came in: it has a list of its own.
  const where = ["p.kind <> 'credit'"]
  const params: (string | number)[] = []
  const add = (condition: string, ...values: (string | number)[]) => {
    where.push(condition)
    params.push(...values)
  }
  if (input.from !== null) add('p.receivedOn >= ?', input.from)
  if (input.to !== null) add('p.receivedOn <= ?', input.to)
  if (input.customerId !== null) add('p.customerId = ?', input.customerId)
  if (q.ownerId !== null) add('c.salespersonId = ?', q.ownerId)
  if (input.search !== '') {
    const pattern = likePattern(input.search)
    const columns = ['p.number', 'c.name', 'c.code', 'p.reference', 'p.method']
    add(
      `(${columns.map(column => `${column} LIKE ? ESCAPE '\\'`).join(' OR ')})`,
      ...columns.map(() => pattern),
    )
  }
  const from = `
    FROM payments p
    LEFT JOIN customers c ON c.id = p.customerId
    LEFT JOIN users u ON u.id = p.recordedBy
    WHERE ${whereAll(where)}`
  const sums = q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(p.totalCents * ${POSTED}), 0) AS totalCents,
         coalesce(sum((p.totalCents - p.unappliedCents) * ${POSTED}), 0) AS appliedCents,
         coalesce(sum(p.unappliedCents * ${POSTED}), 0) AS unappliedCents ${from}`,
    )
    .get(...params) as Omit<Answers['payments.history'], 'rows'>
  const records = q
    .sql(
      `SELECT p.id AS paymentId, p.number, p.receivedOn, p.customerId, coalesce(c.name, '') AS customerName, p.kind, p.status,
         p.method, p.reference, p.source, p.totalCents,
         CASE WHEN p.status = 'posted' THEN p.totalCents - p.unappliedCents ELSE 0 END AS appliedCents,
         p.unappliedCents, p.feeCents, coalesce(u.name, '') AS recordedByName,
         (SELECT group_concat(number, char(31)) FROM (
            SELECT i.number FROM applications a JOIN invoices i ON i.id = a.invoiceId
            WHERE a.paymentId = p.id GROUP BY i.id HAVING sum(a.amountCents) > 0 ORDER BY i.dueOn, i.number)) AS numbers
       ${from}
       ${orderBy(SORTS, input.sort, input.descending, 'p.receivedOn DESC, p.recordedAt DESC, p.id DESC', 'p.id')} LIMIT ? OFFSET ?`,
    )
    .all(...params, input.limit, input.offset) as (Omit<PaymentListRow, 'invoiceNumbers'> & {
    numbers: string | null
  })[]
  return {
    ...sums,
    rows: records.map(({ numbers, ...row }) => ({
      ...row,
      invoiceNumbers: numbers === null ? [] : numbers.split('\u001f'),
    })),
  }
}
