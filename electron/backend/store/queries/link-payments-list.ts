import { addDays } from '../../../../shared/lib/dates.ts'
import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import type {
  LinkMoneyAnswers,
  LinkPaymentChip,
  LinkPaymentRow,
} from '../../../../shared/protocol/link-money-asks.ts'
import { sentSince } from './links-list.ts'
import { matchingCustomers } from './matching-customers.ts'
import { likePattern, orderBy, type QueryContext, whereAll } from './query-context.ts'

const REVERSED_BY = (condition: string) =>
  `EXISTS (SELECT 1 FROM payments r WHERE r.reversesId = p.id AND r.status = 'posted' AND ${condition})`

/** How a payment `p` by link stands: what is under way comes before what is over. */
export const LINK_PAYMENT_STATE = `CASE
  WHEN p.disputeState IN ('inquiry', 'open') THEN 'disputed'
  WHEN p.disputeState = 'lost' OR ${REVERSED_BY("r.kind IN ('chargeback', 'nsf')")} THEN 'taken-back'
  WHEN ${REVERSED_BY("r.refundState = 'pending'")} THEN 'refund-pending'
  WHEN p.returnedCents >= p.totalCents THEN 'refunded'
  WHEN p.returnedCents > 0 THEN 'part-refunded'
  ELSE 'captured' END`

const CHIP_OF = `CASE WHEN x.state IN ('refund-pending', 'part-refunded', 'refunded') THEN 'refunded'
  WHEN x.state IN ('disputed', 'taken-back') THEN 'disputed' ELSE x.state END`

const SORTS = {
  number: ['length(x.number)', 'x.number'],
  at: 'x.at',
  customerName: 'c.nameOrder',
  method: 'x.method',
  grossCents: 'x.grossCents',
  feeCents: 'x.feeCents',
  netCents: 'x.netCents',
  returnedCents: 'x.returnedCents',
  state: 'x.state',
}

// A dispute costs, whoever wins.
const FEE = '(p.feeCents + coalesce((SELECT sum(d.feeCents) FROM disputes d WHERE d.paymentId = p.id), 0))'

/** What was under way on a link `l` has come in, though it paid only a part of it. */
const CLEARED = `EXISTS (SELECT 1 FROM payments p
  WHERE p.customerId = coalesce((SELECT mergedIntoId FROM customers WHERE id = l.customerId), l.customerId)
    AND p.linkId = l.id AND p.kind = 'payment' AND p.recordedAt >= l.triedAt)`

const CAPTURED = "CASE WHEN x.state = 'processing' THEN 0 ELSE 1 END"

type Answer = LinkMoneyAnswers['link-payments.list']

/** `link-payments.list`: money that came by payment links, with what the gateway kept of it and how it stands. */
export function linkPaymentsList(q: QueryContext, input: ParsedInput<'link-payments.list'>): Answer {
  const { from, params } = fromOf(q, input)
  const chips = chipsOf(q, from, params)
  const wanted = input.chip === 'all' ? from : `${from} AND ${CHIP_OF} = @chip`
  const given = input.chip === 'all' ? params : { ...params, chip: input.chip }
  const sums = q
    .sql(
      `SELECT count(*) AS count, coalesce(sum(x.grossCents * ${CAPTURED}), 0) AS grossCents,
         coalesce(sum(x.feeCents * ${CAPTURED}), 0) AS feeCents, coalesce(sum(x.netCents * ${CAPTURED}), 0) AS netCents,
         coalesce(sum(x.returnedCents * ${CAPTURED}), 0) AS returnedCents ${wanted}`,
    )
    .get(given) as Omit<Answer, 'rows' | 'chips'>
  const rows = q
    .sql(
      `SELECT x.paymentId, x.linkId, x.number, x.at, x.customerId, coalesce(c.name, '') AS customerName, x.method,
         x.reference, x.grossCents, x.feeCents, x.netCents, x.returnedCents, x.state ${wanted}
       ${orderBy(SORTS, input.sort, input.descending, 'x.at DESC, x.id DESC', 'x.id')} LIMIT @limit OFFSET @offset`,
    )
    .all({ ...given, limit: input.limit, offset: input.offset }) as LinkPaymentRow[]
  return { ...sums, chips, rows }
}

function fromOf(q: QueryContext, { days, search }: ParsedInput<'link-payments.list'>) {
  const params: Record<string, string | number> = {
    ...sentSince(q, days),
    fromOn: addDays(q.today, 1 - days),
  }
  const where: string[] = []
  if (q.ownerId !== null) {
    where.push('c.salespersonId = @ownerId')
    params.ownerId = q.ownerId
  }
  if (search !== '') {
    const customer = matchingCustomers(q, search, 'x.customerId')
    where.push(
      `(x.number LIKE @search ESCAPE '\\' OR x.reference LIKE @search ESCAPE '\\' OR ${customer.condition})`,
    )
    Object.assign(params, { search: likePattern(search) }, customer.params)
  }
  const from = `FROM (
      SELECT p.id, p.id AS paymentId, p.linkId, p.number, p.recordedAt AS at, p.customerId, p.method, p.reference,
        p.totalCents AS grossCents, ${FEE} AS feeCents, p.totalCents - ${FEE} AS netCents, p.returnedCents,
        ${LINK_PAYMENT_STATE} AS state
      FROM payments p
      WHERE p.receivedOn >= @fromOn AND p.source = 'link' AND p.kind = 'payment' AND p.status = 'posted'
      UNION ALL
      SELECT l.id, NULL, l.id, '', l.triedAt, l.customerId, '', '', l.askedCents, 0, l.askedCents, 0, 'processing'
      FROM payment_links l
      WHERE l.id >= @firstId AND l.triedAt >= @since AND l.tryOutcome = 'processing' AND l.state <> 'paid' AND NOT ${CLEARED}
    ) x LEFT JOIN customers c ON c.id = x.customerId WHERE ${whereAll(where)}`
  return { from, params }
}

function chipsOf(
  q: QueryContext,
  from: string,
  params: Record<string, string | number>,
): Record<LinkPaymentChip, number> {
  const counts = q.sql(`SELECT ${CHIP_OF} AS chip, count(*) AS count ${from} GROUP BY 1`).all(params) as {
    chip: Exclude<LinkPaymentChip, 'all'>
    count: number
  }[]
  const chips = { all: 0, processing: 0, captured: 0, refunded: 0, disputed: 0 }
  for (const { chip, count } of counts) {
    chips[chip] = count
    chips.all += count
  }
  return chips
}
