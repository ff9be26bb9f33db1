import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import { matchingCustomers } from './matching-customers.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const SORTS = {
  number: 'length(k.number), k.number',
  creditedOn: 'k.creditedOn',
  customerName: 'c.nameOrder',
  invoiceNumber: 'length(i.number), i.number',
  reason: 'k.reason COLLATE NOCASE',
  status: 'k.status',
  totalCents: 'k.totalCents',
  leftCents: 'coalesce(p.unappliedCents, 0)',
  createdByName: 'u.nameOrder',
}

const LEFT = "k.status = 'approved' AND p.unappliedCents > 0"
const CHIPS: Record<ParsedInput<'credits.list'>['chip'], string> = {
  all: '1',
  noted: "k.status = 'new'",
  waiting: "k.status IN ('pending-review', 'resubmitted')",
  rejected: "k.status = 'rejected'",
  approved: "k.status = 'approved'",
  left: LEFT,
}

// Who decided last, by the last step that was a decision.
const REVIEWER = `(
  SELECT v.name FROM json_each(k.steps) s JOIN users v ON v.id = s.value ->> 'by'
  WHERE s.value ->> 'status' IN ('approved', 'rejected') ORDER BY s.key DESC LIMIT 1)`

/**
 * `credits.list`: credits with how far they have come and what is left of them. Chips count the search's rows. The total
 * leaves out what was rejected, unless that alone is shown.
 */
export function creditsList(q: QueryContext, input: ParsedInput<'credits.list'>): Answers['credits.list'] {
  const where: string[] = []
  const params: Record<string, string | number> = {}
  if (input.customerId !== null) {
    where.push('k.customerId = @customerId')
    params.customerId = input.customerId
  }
  if (q.ownerId !== null) {
    where.push('c.salespersonId = @ownerId')
    params.ownerId = q.ownerId
  }
  if (input.search !== '') {
    const customer = matchingCustomers(q, input.search, 'k.customerId')
    const columns = ['k.number', 'i.number', 'k.reason'].map(column => `${column} LIKE @search ESCAPE '\\'`)
    where.push(`(${[...columns, customer.condition].join(' OR ')})`)
    Object.assign(params, { search: likePattern(input.search), ...customer.params })
  }
  const from = `
    FROM credits k
    LEFT JOIN customers c ON c.id = k.customerId
    LEFT JOIN invoices i ON i.id = k.invoiceId
    LEFT JOIN payments p ON p.id = k.paymentId
    LEFT JOIN users u ON u.id = k.createdBy`
  const counts = Object.entries(CHIPS).map(([chip, is]) => `coalesce(sum(${is}), 0) AS "${chip}"`)
  const chips = q
    .sql(`SELECT ${counts.join(', ')} ${from} WHERE ${whereAll(where)}`)
    .get(params) as Answers['credits.list']['chips']
  where.push(CHIPS[input.chip])
  const sums = q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(CASE WHEN @counts = 'all' OR k.status <> 'rejected' THEN k.totalCents END), 0) AS totalCents,
         coalesce(sum(CASE WHEN k.status = 'approved' THEN p.unappliedCents END), 0) AS leftCents
       ${from} WHERE ${whereAll(where)}`,
    )
    .get({ ...params, counts: input.chip === 'rejected' ? 'all' : 'valid' }) as {
    count: number
    totalCents: number
    leftCents: number
  }
  const rows = q
    .sql(
      `SELECT k.id AS creditId, k.number, k.creditedOn, k.customerId, coalesce(c.name, '') AS customerName, k.invoiceId,
         coalesce(i.number, '') AS invoiceNumber, k.reason, k.status, k.totalCents,
         CASE WHEN k.status = 'approved' THEN coalesce(p.unappliedCents, 0) ELSE 0 END AS leftCents,
         coalesce(u.name, '') AS createdByName, coalesce(${REVIEWER}, '') AS reviewedByName,
         (SELECT count(*) FROM attachments a WHERE a.subject = 'credits:' || k.id) AS pictureCount
       ${from} WHERE ${whereAll(where)}
       ${orderBy(SORTS, input.sort, input.descending, 'k.creditedOn DESC, k.createdAt DESC, k.id DESC', 'k.id')}
       LIMIT @limit OFFSET @offset`,
    )
    .all({ ...params, limit: input.limit, offset: input.offset }) as Answers['credits.list']['rows']
  return { ...sums, chips, rows }
}
