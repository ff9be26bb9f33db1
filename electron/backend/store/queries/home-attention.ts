import { grantFor } from '../../../../shared/domain/permissions.ts'
import type { HomeFigures } from '../../../../shared/protocol/home-asks.ts'
import { creditsWaiting } from './credits-waiting.ts'
import type { QueryContext } from './query-context.ts'

/** Home's tray: how many of each kind wait for a person, together what `attention.open` lists. Credits to review wait in a list of their own. */
export function homeAttention(q: QueryContext): HomeFigures['attention'] {
  const tasks = q
    .sql(
      `SELECT t.kind, count(*) AS count FROM tasks t LEFT JOIN customers c ON c.id = t.customerId
       WHERE t.state = 'open' AND (@ownerId IS NULL OR c.salespersonId = @ownerId) GROUP BY t.kind`,
    )
    .all({ ownerId: q.ownerId }) as HomeFigures['attention']
  const { count } = q
    .sql(
      `SELECT count(*) AS count FROM sync_issues WHERE state = 'open' AND (@everybody = 1 OR userId = @userId)`,
    )
    .get({ everybody: q.user.roles.includes('admin') ? 1 : 0, userId: q.user.id }) as { count: number }
  const refused: HomeFigures['attention'] = count === 0 ? [] : [{ kind: 'refused', count }]
  return [...refused, ...tasks.toSorted((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1))]
}

/** How many credits wait for the asker's review; none for who may not approve them. */
export function creditsToReview(q: QueryContext): number {
  return grantFor(q.user, 'credits.approve') === null ? 0 : creditsWaiting(q)
}
