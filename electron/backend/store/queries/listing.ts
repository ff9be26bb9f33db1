import type { QueryContext } from './query-context.ts'

/** A list that is read in two steps: which rows in which order, from what the indexes hold, then only those rows whole. */
export interface Listing<Row> {
  /** `SELECT id FROM … WHERE … ORDER BY …`, without a limit; or the ids themselves. */
  ids: string | readonly string[]
  /** Reads the rows of `json_each(@ids) page` in the order of `page.key`. */
  rows: string
  params: Record<string, string | number | null>
  /** Where it is there, only these of the ids belong to the list. */
  only?: ReadonlySet<string> | null
  toRow(record: Record<string, unknown>): Row
}

/** One page of a list. */
export function pageOf<Row>(
  q: Pick<QueryContext, 'sql'>,
  listing: Listing<Row>,
  { limit, offset }: { limit: number; offset: number },
): Row[] {
  const { ids, params } = listing
  if (typeof ids !== 'string') return rowsOf(q, listing, ids.slice(offset, offset + limit))
  if (listing.only) return rowsOf(q, listing, idsAmong(q, listing, offset, limit))
  const page = q.sql(`${ids} LIMIT @limit OFFSET @offset`).pluck()
  return rowsOf(q, listing, page.all({ ...params, limit, offset }) as string[])
}

/** The ids of a list's rows, in order. Until the last one is taken, the same list's must not be asked for again on the connection. */
export function* idsOf<Row>(
  q: Pick<QueryContext, 'sql'>,
  { ids, params, only }: Listing<Row>,
): Generator<string> {
  if (typeof ids !== 'string') yield* ids
  else
    for (const id of q.sql(ids).pluck().iterate(params) as Iterable<string>)
      if (!only || only.has(id)) yield id
}

/** All rows of a list, `size` at a time. The connection's data must stay as it is until the last one: see `exports`. */
export function* slicesOf<Row>(
  q: Pick<QueryContext, 'sql'>,
  listing: Listing<Row>,
  size: number,
): Generator<Row[]> {
  let ids: string[] = []
  for (const id of idsOf(q, listing)) {
    ids.push(id)
    if (ids.length < size) continue
    yield rowsOf(q, listing, ids)
    ids = []
  }
  if (ids.length > 0) yield rowsOf(q, listing, ids)
}

function idsAmong<Row>(
  q: Pick<QueryContext, 'sql'>,
  listing: Listing<Row>,
  offset: number,
  limit: number,
): string[] {
  const page: string[] = []
  let passed = 0
  for (const id of idsOf(q, listing)) {
    if (passed++ < offset) continue
    page.push(id)
    if (page.length === limit) break
  }
  return page
}

function rowsOf<Row>(q: Pick<QueryContext, 'sql'>, listing: Listing<Row>, ids: string[]): Row[] {
  if (ids.length === 0) return []
  const records = q.sql(listing.rows).all({ ...listing.params, ids: JSON.stringify(ids) })
  return (records as Record<string, unknown>[]).map(record => listing.toRow(record))
}
