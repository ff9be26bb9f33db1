import { createHash, hash } from 'node:crypto'
import { TABLE_NAMES, type TableName } from '../../../shared/domain/tables.ts'
import { BUCKET_ROWS, openRowSum } from '../../../shared/protocol/row-sum.ts'
import {
  agreementAnswer,
  type Bucket,
  type BucketSum,
  bucketAnswer,
  type Cursor,
} from '../../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../../shared/protocol/version.ts'
import { RelayUnreachable } from '../ports.ts'
import type { RowReader } from '../store/row-store.ts'
import { expectAnswer, RelayProblem } from './device-session.ts'
import type { ExchangeParts } from './exchange.ts'
import { wireRowsOf } from './wire-rows-of.ts'

export interface AgreementParts extends ExchangeParts {
  rows: RowReader
  log(level: 'info' | 'warn', message: string, details?: Record<string, unknown>): void
}

/** One question takes no more buckets than this; small tables share one. */
const BUCKETS = 64

// When the relay has moved on, knows the cursor no longer, or is too old to be asked: the next pull finds out what to do.
const LATER: readonly string[] = ['busy', 'rewound', 'not-found']

/** Up to where it is proved that this desktop has what the relay has. */
interface Place {
  table: TableName
  after: string | null
}

interface Slice {
  bucket: Bucket & { table: TableName }
  sum: BucketSum
}

/**
 * Proves slice by slice that the rows here are the relay's, and mends what is not. Only while nothing is queued and the
 * relay stands where this desktop does: else it stops, and the next call goes on there. True when all was proved.
 */
export async function proveAgreement(parts: AgreementParts, isWanted: () => boolean): Promise<boolean> {
  const { sync } = parts
  let place: Place | null = keptPlace(parts)
  while (place) {
    if (!isWanted() || sync.queuedCount() > 0) return false
    const after: Place | null | 'moved on' = await proveSome(parts, place)
    if (after === 'moved on') return false
    place = after
    sync.setState('agreement', place ? JSON.stringify(place) : '')
  }
  sync.setState('agreedAt', String(parts.now()))
  return true
}

function keptPlace({ sync }: AgreementParts): Place {
  const kept = JSON.parse(sync.state('agreement') || 'null') as Place | null
  return kept && TABLE_NAMES.includes(kept.table) ? kept : { table: TABLE_NAMES[0]!, after: null }
}

async function proveSome(parts: AgreementParts, from: Place): Promise<Place | null | 'moved on'> {
  const at = parts.sync.cursor()
  const slices = slicesFrom(parts.rows, from)
  try {
    const buckets = slices.map(({ bucket }) => bucket)
    const body = { protocol: PROTOCOL, at, buckets }
    const { sums } = expectAnswer(await ask(parts, '/v1/agreement', body), agreementAnswer)
    for (const [nth, theirs] of sums.entries()) {
      const slice = slices[nth]
      if (!slice || (theirs.rows === slice.sum.rows && theirs.sum === slice.sum.sum)) continue
      if (!(await mend(parts, at, slice.bucket))) return 'moved on'
    }
    const last = slices[Math.min(sums.length, slices.length) - 1]
    return last ? placeAfter(last.bucket) : 'moved on'
  } catch (error) {
    if (error instanceof RelayProblem && LATER.includes(error.code)) return 'moved on'
    throw error
  }
}

/** Slices and their sums, all of one moment: until they hold as many rows as one question may take. */
function slicesFrom(rows: RowReader, from: Place): Slice[] {
  const slices: Slice[] = []
  let counted = 0
  for (let place: Place | null = from; place && counted < BUCKET_ROWS && slices.length < BUCKETS; ) {
    const slice = sliceAt(rows, place)
    slices.push(slice)
    counted += slice.sum.rows
    place = placeAfter(slice.bucket)
  }
  return slices
}

// The last slice of a table is open, so that rows only the relay has are seen wherever their ids lie.
function sliceAt(rows: RowReader, { table, after }: Place): Slice {
  const sum = openRowSum(text => hash('sha256', text, 'buffer'))
  const some = rows.slice(table, after, null, BUCKET_ROWS)
  for (const { id, rev, doc } of some) sum.add(table, id, rev, doc)
  const upTo = some.length < BUCKET_ROWS ? null : some.at(-1)!.id
  return { bucket: { table, after, upTo }, sum: sum.total() }
}

function placeAfter({ table, upTo }: Slice['bucket']): Place | null {
  if (upTo !== null) return { table, after: upTo }
  const next = TABLE_NAMES[TABLE_NAMES.indexOf(table) + 1]
  return next ? { table: next, after: null } : null
}

/** Puts the relay's rows in the place of a slice that differs, part by part; false when something moved meanwhile. */
async function mend(parts: AgreementParts, at: Cursor, bucket: Slice['bucket']): Promise<boolean> {
  const { table, upTo } = bucket
  let { after } = bucket
  for (;;) {
    const body = { protocol: PROTOCOL, at, bucket: { table, after, upTo } }
    const answer = await ask(parts, '/v1/bucket', body)
    const said = expectAnswer(answer, bucketAnswer.omit({ rows: true }))
    const { rows } = answer.body as { rows: unknown }
    const isWhole = createHash('sha256').update(JSON.stringify(rows)).digest('hex') === said.checksum
    if (!isWhole) throw new RelayUnreachable('a bucket arrived damaged')
    const theirs = { at, table, after, upTo: said.upTo, rows: wireRowsOf(rows) }
    const count = parts.ledger.mend(theirs)
    if (count === null) return false
    if (count > 0) parts.log('warn', 'rows differed from the relay and were mended', { table, count, after })
    if (said.upTo === upTo) return true
    if (said.upTo !== null && said.upTo <= (after ?? '')) throw new RelayUnreachable('a bucket without end')
    after = said.upTo
  }
}

function ask({ session, signal }: ExchangeParts, path: string, body: object) {
  return session.request({ method: 'POST', path, body, signal })
}
