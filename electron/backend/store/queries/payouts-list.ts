import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { LinkMoneyAnswers, PayoutListRow } from '../../../../shared/protocol/link-money-asks.ts'
import { likePattern, orderBy, type QueryContext } from './query-context.ts'

const SORTS = {
  arrivesOn: 'arrivesOn',
  reference: 'reference',
  amountCents: 'amountCents',
  entryCount: 'entryCount',
  state: 'state',
}

/** `payouts.list`: what the gateway sent to the company's bank; nothing for who sees own customers only. */
export function payoutsList(
  q: QueryContext,
  input: ParsedInput<'payouts.list'>,
): LinkMoneyAnswers['payouts.list'] {
  const where = `WHERE @everybody = 1 AND (@search = '' OR reference LIKE @pattern ESCAPE '\\')`
  const params = {
    everybody: q.ownerId === null ? 1 : 0,
    search: input.search,
    pattern: likePattern(input.search),
  }
  const sums = q
    .sql(
      `SELECT count(*) AS count,
         coalesce(sum(CASE WHEN state IN ('failed', 'canceled') THEN 0 ELSE amountCents END), 0) AS amountCents
       FROM payouts ${where}`,
    )
    .get(params) as { count: number; amountCents: number }
  const rows = q
    .sql(
      `SELECT id AS payoutId, gateway, reference, state, currency, amountCents, arrivesOn, createdAt, entryCount,
         isReconciled
       FROM payouts ${where}
       ${orderBy(SORTS, input.sort, input.descending, 'arrivesOn DESC, id DESC', 'id')} LIMIT @limit OFFSET @offset`,
    )
    .all({ ...params, limit: input.limit, offset: input.offset }) as (Omit<PayoutListRow, 'isReconciled'> & {
    isReconciled: number
  })[]
  return { ...sums, rows: rows.map(row => ({ ...row, isReconciled: row.isReconciled === 1 })) }
}
