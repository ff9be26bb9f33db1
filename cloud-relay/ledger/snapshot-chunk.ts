import { createHash } from 'node:crypto'
import { constants, zstdCompressSync } from 'node:zlib'
import type { ChunkAnswer } from '../../shared/protocol/sync.ts'
import type { RelayPorts, Sql, SqlValue } from '../ports.ts'
import { ProblemError } from '../routes/problem.ts'
import { type EntityRow, wireRowJson } from './wire-row-json.ts'

/** Rows of one chunk, at most: one transaction on the desktop. */
const CHUNK_ROWS = 5_000
/** A chunk of large documents ends earlier. */
const CHUNK_CHARACTERS = 8_000_000
/** Level 1 packs business rows to a fifteenth; more costs time and saves little. */
const PACKING = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

const CHUNK = [
  'company_id',
  'snapshot_id',
  'chunk',
  'row_count',
  'byte_count',
  'is_last',
  'end_tbl',
  'end_id',
  'checksum',
  'body',
]

interface ChunkRow {
  row_count: number
  byte_count: number
  is_last: number
  end_tbl: string
  end_id: string
  checksum: string
  body: string
}

/**
 * A chunk of a snapshot, built when it is first asked for and kept: every desktop gets the same bytes. Throws not-found
 * when the snapshot is no longer kept, or the chunk before this one was never built.
 */
export async function readChunk(
  { store }: Pick<RelayPorts, 'store'>,
  companyId: string,
  snapshotId: string,
  chunk: number,
  chunkRows = CHUNK_ROWS,
): Promise<ChunkAnswer> {
  const found = await store.read(async sql => {
    await mustBeKept(sql, companyId, snapshotId)
    const kept = await storedChunk(sql, companyId, snapshotId, chunk)
    if (kept) return { kept }
    const before = chunk === 0 ? START : await storedChunk(sql, companyId, snapshotId, chunk - 1)
    if (!before || before.is_last) throw gone()
    return { built: await build(sql, companyId, before, chunkRows) }
  })
  if (found.kept) return answerOf(found.kept)
  const { row_count, byte_count, is_last, end_tbl, end_id, checksum, body } = found.built
  const row: SqlValue[] = [companyId, snapshotId, chunk, row_count, byte_count, is_last, end_tbl, end_id]
  return store.write(async sql => {
    await mustBeKept(sql, companyId, snapshotId)
    // Another desktop may have asked at the same time: the chunk that was stored first counts, and ends where it ends.
    const places = 'ON CONFLICT (company_id, snapshot_id, chunk) DO NOTHING'
    await sql.insert('snapshot_chunk', CHUNK, [[...row, checksum, body]], places)
    const kept = await storedChunk(sql, companyId, snapshotId, chunk)
    if (!kept) throw gone()
    return answerOf(kept)
  })
}

const START = { is_last: 0, end_tbl: '', end_id: '' }

async function build(
  sql: Sql,
  companyId: string,
  after: Pick<ChunkRow, 'end_tbl' | 'end_id'>,
  chunkRows: number,
): Promise<ChunkRow> {
  const rows = await sql.all<EntityRow>(
    `SELECT tbl, id, rev, deleted, doc FROM entity
     WHERE company_id = $1 AND (tbl, id) > ($2, $3) AND deleted = 0 AND scope = '' ORDER BY tbl, id LIMIT $4`,
    [companyId, after.end_tbl, after.end_id, chunkRows],
  )
  const texts: string[] = []
  let characters = 0
  for (const row of rows) {
    const text = wireRowJson(row)
    characters += text.length
    if (texts.length > 0 && characters > CHUNK_CHARACTERS) break
    texts.push(text)
  }
  const json = Buffer.from(`[${texts.join(',')}]`)
  const packed = zstdCompressSync(json, PACKING)
  const end = rows[texts.length - 1]
  return {
    row_count: texts.length,
    byte_count: json.length,
    is_last: texts.length < chunkRows && texts.length === rows.length ? 1 : 0,
    end_tbl: end?.tbl ?? after.end_tbl,
    end_id: end?.id ?? after.end_id,
    checksum: createHash('sha256').update(packed).digest('hex'),
    body: packed.toString('base64'),
  }
}

async function storedChunk(sql: Sql, companyId: string, snapshotId: string, chunk: number) {
  return sql.one<ChunkRow>(
    `SELECT row_count, byte_count, is_last, end_tbl, end_id, checksum, body FROM snapshot_chunk
     WHERE company_id = $1 AND snapshot_id = $2 AND chunk = $3`,
    [companyId, snapshotId, chunk],
  )
}

async function mustBeKept(sql: Sql, companyId: string, snapshotId: string): Promise<void> {
  const kept = await sql.one('SELECT rev FROM snapshot WHERE company_id = $1 AND snapshot_id = $2', [
    companyId,
    snapshotId,
  ])
  if (!kept) throw gone()
}

function answerOf({ row_count, byte_count, is_last, checksum, body }: ChunkRow): ChunkAnswer {
  return { rows: row_count, bytes: byte_count, last: is_last === 1, checksum, body }
}

function gone(): ProblemError {
  return new ProblemError('not-found', 'This chunk is not kept here: begin again with the newest snapshot.')
}
