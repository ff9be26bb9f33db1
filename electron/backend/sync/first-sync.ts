import { createHash } from 'node:crypto'
import { zstdDecompressSync } from 'node:zlib'
import { chunkAnswer, snapshotAnswer, type WireRow } from '../../../shared/protocol/sync.ts'
import { PROTOCOL } from '../../../shared/protocol/version.ts'
import { type FirstSync, firstSyncOf } from '../ledger/first-rows.ts'
import { RelayUnreachable } from '../ports.ts'
import { expectAnswer, RelayProblem } from './device-session.ts'
import type { ExchangeParts } from './exchange.ts'
import { wireRowsOf } from './wire-rows-of.ts'

export interface FirstSyncParts extends ExchangeParts {
  /** Lets what waits for the network go on before long work. */
  breathe(): Promise<void>
}

/** A smaller company comes faster by an ordinary pull. */
const LARGE_ROWS = 20_000
/** No chunk comes near this; a body that would unpack to more is no chunk. */
const MOST_BYTES = 256 * 1024 * 1024

/**
 * Fills an empty profile of a large company chunk by chunk. Each chunk is kept with how far it came, so that whatever cuts
 * it off, the next call goes on there. The pull after it makes the state whole: until then nobody may look at it. Where
 * there is nothing to do, nothing is done.
 */
export async function firstSync(
  parts: FirstSyncParts,
  progressed: () => void,
  largeRows = LARGE_ROWS,
): Promise<void> {
  const { sync, ledger } = parts
  if (sync.cursor().rev > 0) return
  let state = firstSyncOf(sync)
  if (!state) {
    if (!sync.isUnused()) return
    state = await openSnapshot(parts, largeRows)
    if (!state) return
    ledger.beginFirstSync(state)
  }
  while (state.nextChunk !== null) {
    progressed()
    const reached: FirstSync | null = await takeChunks(parts, state, progressed)
    if (reached) {
      state = reached
      continue
    }
    // The relay keeps this snapshot no longer: again from the beginning, with a newer one.
    state = await openSnapshot(parts, 0)
    if (!state) return
    ledger.beginFirstSync(state)
  }
  do progressed()
  while (!ledger.finishFirstSync(state))
}

async function openSnapshot(parts: FirstSyncParts, largeRows: number): Promise<FirstSync | null> {
  const body = { protocol: PROTOCOL, incarnation: parts.sync.state('incarnation') }
  const answer = await ask(parts, '/v1/snapshot', body)
  // An older relay has no snapshots.
  if (answer.status === 404) return null
  const { snapshotId, at, epoch, rows } = expectAnswer(answer, snapshotAnswer)
  if (rows < largeRows) return null
  return { snapshotId, at, epoch, nextChunk: 0, rows: 0, rowsInAll: rows, bytes: 0 }
}

/** Takes chunks in until the last; null when the relay has them no longer. The next one is fetched while one is written. */
async function takeChunks(
  parts: FirstSyncParts,
  from: FirstSync,
  progressed: () => void,
): Promise<FirstSync | null> {
  let state = from
  let coming = fetchChunk(parts, state)
  for (;;) {
    const chunk = await coming
    if (!chunk) return null
    const at = state.nextChunk ?? 0
    state = {
      ...state,
      nextChunk: chunk.last ? null : at + 1,
      rows: state.rows + chunk.rows.length,
      bytes: state.bytes + chunk.bytes,
    }
    if (!chunk.last) coming = fetchChunk(parts, state)
    // Should writing fail, nobody waits for what is on its way.
    coming.catch(() => undefined)
    // The question for the next chunk is out before the writing begins: the relay works meanwhile.
    await parts.breathe()
    parts.ledger.takeChunk(chunk.rows, state)
    if (chunk.last) return state
    progressed()
  }
}

interface Chunk {
  rows: readonly WireRow[]
  last: boolean
  bytes: number
}

async function fetchChunk(
  parts: FirstSyncParts,
  { snapshotId, nextChunk }: FirstSync,
): Promise<Chunk | null> {
  const body = { protocol: PROTOCOL, snapshotId, chunk: nextChunk }
  const answer = await ask(parts, '/v1/snapshot/chunk', body)
  try {
    const chunk = expectAnswer(answer, chunkAnswer)
    const packed = Buffer.from(chunk.body, 'base64')
    const isWhole = createHash('sha256').update(packed).digest('hex') === chunk.checksum
    if (!isWhole) throw new RelayUnreachable('a chunk arrived damaged')
    const json = zstdDecompressSync(packed, { maxOutputLength: MOST_BYTES })
    return { rows: wireRowsOf(JSON.parse(json.toString())), last: chunk.last, bytes: packed.length }
  } catch (error) {
    if (error instanceof RelayProblem && error.code === 'not-found') return null
    throw error
  }
}

function ask({ session, signal }: ExchangeParts, path: string, body: object) {
  return session.request({ method: 'POST', path, body, signal })
}
