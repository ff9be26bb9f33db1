import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { PaymentListRow } from '../../../../shared/protocol/list-rows.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

// What is on invoices; of a reversal nothing is.
const APPLIED = 'CASE WHEN p.totalCents < 0 THEN 0 ELSE p.totalCents - p.unappliedCents - p.returnedCents END'

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
  appliedCents: APPLIED,
  feeCents: 'p.feeCents',
}

// A void payment counts for nothing in the sums, a refund that came to nothing neither.
const POSTED =
  "CASE WHEN p.status = 'posted' AND p.refundState NOT IN ('failed', 'canceled') THEN 1 ELSE 0 END"

const FROM = `
  FROM payments p
  LEFT JOIN customers c ON c.id = p.customerId
  LEFT JOIN users u ON u.id = p.recordedBy
  WHERE `

/** `payments.history`: money received, newest first, with the invoices it went to. */
export function paymentsHistory(
  q: QueryContext,
  input: ParsedInput<'payments.history'>,
): Answers['payments.history'] {
  const where: string[] = []
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
  const kinds = kindsOf(q, whereAll(where), params)
  if (input.kind !== 'all') add('p.kind = ?', input.kind)
  const from = FROM + whereAll(where)
  const sums = q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(p.totalCents * ${POSTED}), 0) AS totalCents,
         coalesce(sum(${APPLIED} * ${POSTED}), 0) AS appliedCents,
         coalesce(sum(p.unappliedCents * ${POSTED}), 0) AS unappliedCents ${from}`,
    )
    .get(...params) as Omit<Answers['payments.history'], 'rows' | 'kinds'>
  const records = q
    .sql(
      `SELECT p.id AS paymentId, p.number, p.receivedOn, p.customerId, coalesce(c.name, '') AS customerName, p.kind, p.status,
         p.method, p.reference, p.source, p.totalCents,
         ${APPLIED} * ${POSTED} AS appliedCents, p.unappliedCents, p.returnedCents, p.refundState,
         coalesce((SELECT r.number FROM payments r WHERE r.id = p.reversesId), '') AS reversesNumber, p.feeCents, coalesce(u.name, '') AS recordedByName,
         (SELECT group_concat(number, char(31)) FROM (
            SELECT i.number FROM applications a JOIN invoices i ON i.id = a.invoiceId
            WHERE a.paymentId = p.id GROUP BY i.id HAVING sum(a.amountCents) > 0 ORDER BY i.dueOn, i.number)) AS numbers
       ${from}
       ${orderOf(input)} LIMIT ? OFFSET ?`,
    )
    .all(...params, input.limit, input.offset) as (Omit<PaymentListRow, 'invoiceNumbers'> & {
    numbers: string | null
  })[]
  return {
    ...sums,
    kinds,
    rows: records.map(({ numbers, ...row }) => ({
      ...row,
      invoiceNumbers: numbers === null ? [] : numbers.split('\u001f'),
    })),
  }
}

// Within a day a reversal stands beneath what it is of.
const OF_THE_DAY =
  'coalesce((SELECT r.recordedAt FROM payments r WHERE r.id = p.reversesId AND r.receivedOn = p.receivedOn), p.recordedAt)'

function orderOf({ sort, descending }: { sort: string; descending: boolean }): string {
  const isByDate = sort === '' || sort === 'receivedOn'
  if (!isByDate) return orderBy(SORTS, sort, descending, 'p.receivedOn DESC, p.id DESC', 'p.id')
  const direction = sort === '' || descending ? 'DESC' : 'ASC'
  return `ORDER BY p.receivedOn ${direction}, ${OF_THE_DAY} ${direction}, p.reversesId IS NOT NULL, p.recordedAt, p.id`
}

function kindsOf(
  q: QueryContext,
  where: string,
  params: readonly (string | number)[],
): Answers['payments.history']['kinds'] {
  const counts = q
    .sql(`SELECT p.kind, count(*) AS count ${FROM} ${where} GROUP BY p.kind`)
    .all(...params) as {
    kind: PaymentListRow['kind']
    count: number
  }[]
  const kinds = { payment: 0, credit: 0, refund: 0, nsf: 0, chargeback: 0 }
  for (const { kind, count } of counts) kinds[kind] = count
  return kinds
}
