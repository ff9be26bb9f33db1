import type { SyncStatus } from '../../../shared/protocol/desk.ts'
import { formatInstant } from '../../parts/format-date.ts'
import { useSession } from '../../store/session.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import type { DeskState } from './desk-state.ts'
import classes from './order-form.module.css'

/** Says where the order is: saved here, sent, or not saved yet. */
export function SavedState({ state }: { state: DeskState }) {
  const words = useWords()
  const phase = useSession(session => session.sync?.phase ?? 'starting')
  return (
    <span className={`${classes.state} ${troubled(state) > 0 ? classes.wrong : ''}`} role="status">
      {savedSentence(state, phase, words.orders)}
    </span>
  )
}

/** Where the order is, in words; empty while there is nothing to say. */
function savedSentence(
  state: Pick<DeskState, 'created' | 'start' | 'edits' | 'pendingLines' | 'savingCount' | 'savedAt' | 'view'>,
  phase: SyncStatus['phase'],
  words: Words['orders'],
): string {
  if (troubled(state) > 0) return words.notSaved(troubled(state))
  if (!state.created) return state.start === null ? '' : words.startsWithLine
  if (state.savingCount > 0) return words.saving
  if (!state.view) return ''
  if (!state.view.unsent)
    return state.savedAt === null ? words.sent : words.savedAt(formatInstant(state.savedAt))
  const time = formatInstant(state.savedAt ?? state.view.order.createdAt)
  return phase === 'offline' || phase === 'stopped' ? words.savedSends(time) : words.savedSending(time)
}

/** How many entries could not be saved. */
function troubled({ edits, pendingLines }: Pick<DeskState, 'edits' | 'pendingLines'>): number {
  const refused = Object.values(edits).filter(edit => edit.trouble)
  return refused.length + pendingLines.filter(line => line.trouble).length
}
