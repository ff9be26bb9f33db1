import { likePattern, type QueryContext } from './query-context.ts'

const FEW = 2000

/**
 * The condition that a list's customer matches a search by name or code, for a list whose customer is `column`. Where few do they
 * are found once, for the list's count, sums and page alike; else the list's rows are asked one by one, which soon fill a page.
 */
export function matchingCustomers(
  q: QueryContext,
  search: string,
  column: string,
): { condition: string; params: Record<string, string> } {
  const find = () =>
    q
      .sql(
        `SELECT id FROM customers WHERE name LIKE @search ESCAPE '\\' OR code LIKE @search ESCAPE '\\' LIMIT ${FEW + 1}`,
      )
      .pluck()
      .all({ search: likePattern(search) }) as string[]
  const ids = q.remember ? q.remember(`customers like ${search}`, find) : find()
  if (ids.length <= FEW)
    return {
      condition: `${column} IN (SELECT value FROM json_each(@customerIds))`,
      params: { customerIds: JSON.stringify(ids) },
    }
  const like = "(searched.name LIKE @search ESCAPE '\\' OR searched.code LIKE @search ESCAPE '\\')"
  return {
    condition: `EXISTS (SELECT 1 FROM customers searched WHERE searched.id = ${column} AND ${like})`,
    params: {},
  }
}
