import type { SyncStatus } from '../../shared/protocol/desk.ts'
import type { Words } from '../words/use-words.ts'

/** The sync in a few words, and how much it should worry. */
export interface SyncLine {
  tone: 'good' | 'warn' | 'bad'
  text: string
}

/** What the foot of the navigation says about the sync; `time` writes an instant. */
export function syncLine(
  sync: SyncStatus,
  words: Words['shell']['sync'],
  time: (at: number) => string,
): SyncLine {
  const saved = sync.queuedCount > 0 ? ` · ${words.savedHere(sync.queuedCount)}` : ''
  if (sync.problem) return { tone: 'bad', text: words.problemShort[sync.problem] + saved }
  if (sync.phase === 'stopped') return { tone: 'bad', text: words.stoppedSince(time(sync.since)) + saved }
  if (sync.phase === 'offline') return { tone: 'warn', text: words.offlineSince(time(sync.since)) + saved }
  if (sync.phase === 'starting') return { tone: 'warn', text: words.starting + saved }
  if (sync.queuedCount > 0) return { tone: 'good', text: words.sending(sync.queuedCount) }
  return { tone: 'good', text: sync.phase === 'syncing' ? words.syncing : words.upToDate }
}
