import type { SyncStatus } from '../../shared/protocol/desk.ts'
import type { Words } from '../words/use-words.ts'

/** How far a first sync has come, in rows and megabytes. Rows in all are an estimate, and never fewer than those here. */
export function firstSyncText(
  { rows, rowsInAll, bytes }: NonNullable<SyncStatus['firstSync']>,
  words: Words['firstSync'],
): string {
  if (rows > 0 && rows >= rowsInAll) return words.finishing
  const megabytes = (bytes / 1_000_000).toFixed(1)
  return words.reached(rows.toLocaleString('en-US'), rowsInAll.toLocaleString('en-US'), megabytes)
}
