import { createHash, hash } from 'node:crypto'
import { assert } from '../../shared/lib/assert.ts'
import { BUCKET_ROWS, openRowSum } from '../../shared/protocol/row-sum.ts'
import type { Bucket, BucketSum, Cursor } from '../../shared/protocol/sync.ts'
import type { Sql } from '../ports.ts'
import { ProblemError } from '../routes/problem.ts'
import { type EntityRow, wireRowJson } from './wire-row-json.ts'

/** More rows than this are neither summed nor answered at once: nobody else is served meanwhile. */
const MOST_ROWS = 5_000

/**
 * Sums of the first of these buckets, as many as take little time, in a snapshot that stands at the cursor. Throws busy
 * when the company has moved on, and rewound when its history does not hold the cursor.
 */
export async function sumBuckets(
  sql: Sql,
  companyId: string,
  at: Cursor,
  buckets: readonly Bucket[],
): Promise<BucketSum[]> {
  await mustStandAt(sql, companyId, at)
  const sums: BucketSum[] = []
  for (let rows = 0; sums.length < buckets.length && rows < BUCKET_ROWS; rows += sums.at(-1)!.rows) {
    sums.push(await sumBucket(sql, companyId, buckets[sums.length]!))
  }
  return sums
}

/** The rows of a bucket, or the first of too many, as the JSON that goes over the wire. Throws like {@link sumBuckets}. */
export async function readBucket(sql: Sql, companyId: string, at: Cursor, bucket: Bucket): Promise<string> {
  await mustStandAt(sql, companyId, at)
  const rows = await rowsIn(sql, companyId, bucket, MOST_ROWS)
  const upTo = rows.length < MOST_ROWS ? bucket.upTo : rows.at(-1)!.id
  const rowsJson = `[${rows.map(wireRowJson).join(',')}]`
  const checksum = createHash('sha256').update(rowsJson).digest('hex')
  return `{"rows":${rowsJson},${JSON.stringify({ upTo, checksum }).slice(1)}`
}

async function sumBucket(sql: Sql, companyId: string, bucket: Bucket): Promise<BucketSum> {
  const rows = await rowsIn(sql, companyId, bucket, MOST_ROWS + 1)
  if (rows.length > MOST_ROWS) return { rows: rows.length, sum: '' }
  const sum = openRowSum(text => hash('sha256', text, 'buffer'))
  for (const { tbl, id, rev, doc } of rows) sum.add(tbl, id, rev, JSON.parse(doc) as Record<string, unknown>)
  return sum.total()
}

// Ids are UUIDs in small letters, which every collation puts in the same order as the desktop does.
async function rowsIn(
  sql: Sql,
  companyId: string,
  { table, after, upTo }: Bucket,
  limit: number,
): Promise<EntityRow[]> {
  const end = upTo === null ? '' : 'AND id <= $5'
  return sql.all<EntityRow>(
    `SELECT tbl, id, rev, deleted, doc FROM entity
     WHERE company_id = $1 AND tbl = $2 AND id > $3 AND deleted = 0 AND scope = '' ${end} ORDER BY id LIMIT $4`,
    [companyId, table, after ?? '', limit, ...(upTo === null ? [] : [upTo])],
  )
}

async function mustStandAt(sql: Sql, companyId: string, { rev, tag }: Cursor): Promise<void> {
  const company = await sql.one<{ head: number; tag: string }>(
    'SELECT head, tag FROM company WHERE company_id = $1',
    [companyId],
  )
  assert(company, 'the company of an enrolled device exists')
  if (rev === company.head && tag === company.tag) return
  const known = await sql.one(
    'SELECT 1 AS n FROM command_log WHERE company_id = $1 AND rev = $2 AND tag = $3',
    [companyId, rev, tag],
  )
  if (known) throw new ProblemError('busy', 'The relay has moved on: pull, and ask again.')
  throw new ProblemError('rewound', 'The relay does not know this state: it was put back to an earlier one.')
}
