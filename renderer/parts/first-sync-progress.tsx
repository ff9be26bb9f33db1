import { Progress } from '@mantine/core'
import { useSession } from '../store/session.ts'
import { useWords } from '../words/use-words.ts'
import classes from './first-sync-progress.module.css'
import { firstSyncText } from './first-sync-text.ts'

/** How far the company's data has come to this computer, while it does; else nothing. */
export function FirstSyncProgress() {
  const words = useWords().firstSync
  const sync = useSession(state => state.sync)
  if (!sync?.firstSync) return null
  const { rows, rowsInAll } = sync.firstSync
  const isWaiting = sync.phase === 'offline' || sync.phase === 'stopped'
  return (
    <div className={classes.progress}>
      <strong>{words.title}</strong>
      <Progress
        value={rowsInAll === 0 ? 0 : Math.min(100, (100 * rows) / rowsInAll)}
        aria-label={words.title}
      />
      <span role="status">{isWaiting ? words.interrupted : firstSyncText(sync.firstSync, words)}</span>
      <span>{words.hint}</span>
    </div>
  )
}
