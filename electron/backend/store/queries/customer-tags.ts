import { ownCustomers, type QueryContext } from './query-context.ts'

const MOST = 200

/** `customers.tags`: every tag that a customer carries, by the alphabet. */
export function customerTags(q: QueryContext): string[] {
  return q
    .sql(
      `SELECT DISTINCT t.value FROM customers c, json_each(c.tags) t WHERE c.tags <> '[]' ${ownCustomers(q, 'c.id')}
       ORDER BY t.value COLLATE NOCASE LIMIT ${MOST}`,
    )
    .pluck()
    .all({ ownerId: q.ownerId }) as string[]
}
