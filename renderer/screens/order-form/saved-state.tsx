import type { SyncStatus } from '../../../shared/protocol/desk.ts'
import { formatInstant } from '../../parts/format-date.ts'
import { useSession } from '../../store/session.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import type { DeskState } from './desk-state.ts'
import classes from './order-form.module.css'
import { unsavedSentence } from './unsaved-sentence.ts'

/** Says where the order is: saved here, sent, or not saved yet. */
export function SavedState({ state }: { state: DeskState }) {
  const words = useWords()
  const phase = useSession(session => session.sync?.phase ?? 'starting')
  const unsaved = unsavedSentence(state, words)
  const sentence = unsaved ?? savedSentence(state, phase, words.orders)
  return (
    <span
      className={`${classes.state} ${unsaved === null ? '' : classes.wrong}`}
      role="status"
      title={sentence}
    >
      {sentence}
    </span>
  )
}

/** Where an order with nothing unsaved is, in words; empty while there is nothing to say. */
function savedSentence(
  state: Pick<DeskState, 'created' | 'start' | 'savingCount' | 'savedAt' | 'view'>,
  phase: SyncStatus['phase'],
  words: Words['orders'],
): string {
  if (!state.created) return state.start === null ? '' : words.startsWithLine
  if (state.savingCount > 0) return words.saving
  if (!state.view) return ''
  if (!state.view.unsent)
    return state.savedAt === null ? words.sent : words.savedAt(formatInstant(state.savedAt))
  const time = formatInstant(state.savedAt ?? state.view.order.createdAt)
  return phase === 'offline' || phase === 'stopped' ? words.savedSends(time) : words.savedSending(time)
}
