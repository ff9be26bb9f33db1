import type { QueryContext } from './query-context.ts'

/** `credits.waiting`: how many credits were sent for review and are neither approved nor rejected. */
export function creditsWaiting(q: Pick<QueryContext, 'sql' | 'ownerId'>): number {
  const { count } = q
    .sql(
      `SELECT count(*) AS count FROM credits k LEFT JOIN customers c ON c.id = k.customerId
       WHERE k.status IN ('pending-review', 'resubmitted') AND (@ownerId IS NULL OR c.salespersonId = @ownerId)`,
    )
    .get({ ownerId: q.ownerId }) as { count: number }
  return count
}
