import type { Actor, Command } from '../../../shared/domain/command.ts'
import { gather } from '../../../shared/domain/gather.ts'
import type { ImportKind } from '../../../shared/domain/import/import-row.ts'
import { MAX_CHUNK_ROWS } from '../../../shared/domain/import/import-rows.ts'
import { undoImportChunk } from '../../../shared/domain/import/undo-import-chunk.ts'
import { type KeptReason, whyKept } from '../../../shared/domain/import/why-kept.ts'
import type { Refusal } from '../../../shared/domain/rejections.ts'
import type { Answer, Read } from '../../../shared/domain/view.ts'
import type { ImportProgress } from '../../../shared/protocol/import-asks.ts'
import type { Checked } from './check-file.ts'

/** What a commit or an undo uses of the desktop. */
export interface ImportPorts {
  /** Gives a command; answers the refusal, or null. */
  give(name: string, payload: Record<string, unknown>): Refusal | null
  /** Lets questions be answered between two commands, and sync catch up. */
  breathe(): Promise<void>
  /** The committed rows. */
  read(read: Read): Answer
  /** Statements on the reading connection. */
  sql(text: string): { all(...values: unknown[]): unknown[] }
  actor: Actor
  /** The company's date. */
  today: string
}

/** How many kept rows an answer names. */
const NAMED_ROWS = 200

/** A progress that nothing was done of yet. */
export function begunProgress(
  importId: string,
  kind: ImportKind,
  fileName: string,
  rowCount: number,
): ImportProgress {
  return {
    importId,
    kind,
    fileName,
    phase: 'adding',
    doneRows: 0,
    rowCount,
    addedCount: 0,
    hereCount: 0,
    refusal: null,
    refusedRow: null,
    keptRows: [],
    keptCount: 0,
  }
}

/**
 * Brings checked rows in, chunk by chunk, and keeps `progress` up to date. `isCanceled` is asked between chunks: then what
 * came in is taken back. A refusal stops it where it is, so that the person may undo or mend.
 */
export async function commitImport(
  ports: ImportPorts,
  progress: ImportProgress,
  checked: Checked,
  isCanceled: () => boolean,
): Promise<void> {
  const { importId, kind, fileName } = progress
  const { count: rowCount, totalCents } = checked.answer.totals
  const matched = { rowCount, totalCents: Math.max(0, totalCents) }
  const refused = ports.give('import.start', { importId, kind, fileName, ...matched })
  if (refused) return stop(progress, refused, null)
  for (let from = 0; from < checked.rows.length; from += MAX_CHUNK_ROWS) {
    if (isCanceled()) return undoImport(ports, progress)
    const slice = checked.rows.slice(from, from + MAX_CHUNK_ROWS)
    const refusal = ports.give('import.add-rows', {
      importId,
      position: from / MAX_CHUNK_ROWS,
      kind,
      rows: slice.map(one => one.values),
    })
    if (refusal) {
      const at = Number(/^rows\.(\d+)/.exec(refusal.field)?.[1] ?? Number.NaN)
      return stop(progress, refusal, slice[at]?.row ?? null)
    }
    progress.doneRows += slice.length
    await ports.breathe()
  }
  if (isCanceled()) return undoImport(ports, progress)
  const refusal = ports.give('import.finish', { importId, state: 'committed' })
  if (refusal) return stop(progress, refusal, null)
  count(ports, progress)
  progress.phase = 'added'
}

/** Takes back what an import brought in and nobody has used since; what stays is named with its reason. */
export async function undoImport(ports: ImportPorts, progress: ImportProgress): Promise<void> {
  const { importId, kind } = progress
  progress.phase = 'undoing'
  progress.doneRows = 0
  progress.keptRows = []
  progress.keptCount = 0
  const chunks = ports
    .sql(
      `SELECT id, addedIds FROM import_chunks WHERE importId = ? AND addedIds <> '[]' ORDER BY position DESC`,
    )
    .all(importId) as { id: string; addedIds: string }[]
  const idsOf = (chunk: { addedIds: string }) => JSON.parse(chunk.addedIds) as string[]
  progress.rowCount = chunks.reduce((sum, chunk) => sum + idsOf(chunk).length, 0)
  const onOrders = kind === 'products' ? productsOnOrders(ports) : new Set<string>()
  for (const chunk of chunks) {
    const ids = idsOf(chunk)
    const inUseIds = ids.filter(id => onOrders.has(id))
    const payload = { importId, chunkId: chunk.id, undoneOn: ports.today, inUseIds }
    const kept = keptOf(ports, kind, ids, payload)
    const refusal = ports.give('import.undo-chunk', payload)
    if (refusal) return stop(progress, refusal, null)
    progress.doneRows += ids.length
    progress.keptCount += kept.length
    for (const { id, reason } of kept)
      if (progress.keptRows.length < NAMED_ROWS)
        progress.keptRows.push({ name: nameOf(ports, kind, id), reason })
    await ports.breathe()
  }
  // Where everything stays, nothing was undone: the import is what it was.
  const isAllKept = progress.rowCount > 0 && progress.keptCount === progress.rowCount
  const refusal = isAllKept ? null : ports.give('import.finish', { importId, state: 'undone' })
  if (refusal) return stop(progress, refusal, null)
  count(ports, progress)
  progress.phase = 'undone'
}

function stop(progress: ImportProgress, refusal: Refusal, row: number | null): void {
  progress.phase = 'stopped'
  progress.refusal = refusal
  progress.refusedRow = row
}

function count(ports: ImportPorts, progress: ImportProgress): void {
  const [sums] = ports
    .sql(
      `SELECT coalesce(sum(json_array_length(addedIds)), 0) AS added, coalesce(sum(knownCount), 0) AS known
       FROM import_chunks WHERE importId = ?`,
    )
    .all(progress.importId) as { added: number; known: number }[]
  progress.addedCount = sums!.added
  progress.hereCount = sums!.known
}

// No index leads from a product to its lines: one walk over all of them, not one for each chunk.
function productsOnOrders(ports: ImportPorts): Set<string> {
  const rows = ports.sql('SELECT DISTINCT productId AS id FROM order_lines WHERE productId IS NOT NULL').all()
  return new Set((rows as { id: string }[]).map(row => row.id))
}

function keptOf(
  ports: ImportPorts,
  kind: ImportKind,
  ids: readonly string[],
  payload: { inUseIds: string[] },
): { id: string; reason: KeptReason }[] {
  const view = gather(undoImportChunk as unknown as Command, payload, ports.actor, ports.read)
  const inUse = new Set(payload.inUseIds)
  return ids.flatMap(id => {
    const reason = inUse.has(id) ? 'in-use' : whyKept(kind, id, view)
    return reason ? [{ id, reason }] : []
  })
}

function nameOf(ports: ImportPorts, kind: ImportKind, id: string): string {
  const table = kind === 'credits' ? 'payments' : kind
  const found = ports.read({ kind: 'row', table, id }) as { code?: string; number?: string } | null
  return found?.number ?? found?.code ?? ''
}
