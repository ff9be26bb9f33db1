import { createHash } from 'node:crypto'
import { assert } from '../../shared/lib/assert.ts'
import type { Cursor, PullAnswer, PullRequest } from '../../shared/protocol/sync.ts'
import type { Sql } from '../ports.ts'
import { ProblemError } from '../routes/problem.ts'
import { leasesOf } from './number-leases.ts'
import { storedOutcomes } from './stored-outcomes.ts'
import { type EntityRow, wireRowJson } from './wire-row-json.ts'

/** The rows of one page, at most; a page ends where a revision ends. */
const PAGE_ROWS = 5_000

/** About so many bytes of rows make a page full, too: pictures are rows of up to 400 kB. */
const PAGE_BYTES = 8_000_000

/**
 * One page of what changed since the cursor, in one snapshot, with the outcomes of the commands it contains; as the JSON
 * that goes over the wire. Throws rewound when the company's history does not hold the cursor.
 */
export async function readPage(
  sql: Sql,
  companyId: string,
  { incarnation, cursor, queued, epoch }: PullRequest,
  now: number,
  pageRows = PAGE_ROWS,
  pageBytes = PAGE_BYTES,
): Promise<string> {
  const company = await sql.one<{ head: number; tag: string; epoch: number; durable_rev: number }>(
    'SELECT head, tag, epoch, durable_rev FROM company WHERE company_id = $1',
    [companyId],
  )
  assert(company, 'the company of an enrolled device exists')
  if (
    (epoch > 0 && epoch !== company.epoch) ||
    (cursor.rev > 0 && (await tagOf(sql, companyId, cursor.rev)) !== cursor.tag)
  ) {
    throw new ProblemError(
      'rewound',
      'The relay does not know this state: it was put back to an earlier one.',
    )
  }
  const { rows, complete } = await rowsAfter(
    sql,
    companyId,
    cursor.rev,
    await fittingRows(sql, companyId, cursor.rev, pageRows, pageBytes),
  )
  const to: Cursor = complete
    ? { rev: company.head, tag: company.tag }
    : { rev: rows.at(-1)!.rev, tag: (await tagOf(sql, companyId, rows.at(-1)!.rev)) ?? '' }
  const [outcomes, leases, sequence] = await Promise.all([
    storedOutcomes(sql, companyId, queued, to.rev),
    leasesOf(sql, companyId, incarnation),
    sql.one<{ last_seq: number }>(
      'SELECT last_seq FROM incarnation WHERE company_id = $1 AND incarnation_id = $2',
      [companyId, incarnation],
    ),
  ])
  const rowsJson = `[${rows.map(wireRowJson).join(',')}]`
  const rest: Omit<PullAnswer, 'rows'> = {
    to,
    complete,
    epoch: company.epoch,
    durableRev: company.durable_rev,
    lastSeq: sequence?.last_seq ?? 0,
    outcomes: [...outcomes.values()],
    leases,
    relayAt: now,
    checksum: createHash('sha256').update(rowsJson).digest('hex'),
  }
  return `{"rows":${rowsJson},${JSON.stringify(rest).slice(1)}`
}

// Sizes are asked for only where a picture is among the rows: nothing else is large.
async function fittingRows(
  sql: Sql,
  companyId: string,
  rev: number,
  pageRows: number,
  pageBytes: number,
): Promise<number> {
  const picture = await sql.one(
    "SELECT 1 AS found FROM entity WHERE company_id = $1 AND tbl = 'attachments' AND rev > $2 LIMIT 1",
    [companyId, rev],
  )
  if (!picture) return pageRows
  const sizes = await sql.all<{ bytes: number }>(
    `SELECT octet_length(doc) AS bytes FROM entity
     WHERE company_id = $1 AND scope = '' AND rev > $2 ORDER BY rev LIMIT $3`,
    [companyId, rev, pageRows],
  )
  let left = pageBytes
  for (const [at, { bytes }] of sizes.entries()) {
    left -= bytes
    if (left < 0) return Math.max(1, at)
  }
  return pageRows
}

async function rowsAfter(
  sql: Sql,
  companyId: string,
  rev: number,
  pageRows: number,
): Promise<{ rows: EntityRow[]; complete: boolean }> {
  const rows = await sql.all<EntityRow>(
    `SELECT tbl, id, rev, deleted, doc FROM entity
     WHERE company_id = $1 AND scope = '' AND rev > $2 ORDER BY rev LIMIT $3`,
    [companyId, rev, pageRows + 1],
  )
  if (rows.length <= pageRows) return { rows, complete: true }
  const cut = rows[pageRows]!.rev
  const whole = rows.filter(row => row.rev < cut)
  if (whole.length > 0) return { rows: whole, complete: false }
  // One revision is larger than a page: it is never torn.
  const one = await sql.all<EntityRow>(
    `SELECT tbl, id, rev, deleted, doc FROM entity WHERE company_id = $1 AND scope = '' AND rev = $2`,
    [companyId, cut],
  )
  return { rows: one, complete: false }
}

async function tagOf(sql: Sql, companyId: string, rev: number): Promise<string | null> {
  const found = await sql.one<{ tag: string }>(
    'SELECT tag FROM command_log WHERE company_id = $1 AND rev = $2',
    [companyId, rev],
  )
  return found?.tag ?? null
}
