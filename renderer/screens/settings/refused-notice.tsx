import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { RefusalText } from '../../parts/refusal-text.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './conflict-notice.module.css'

/** Above a form that was opened to repair a refused request: why it was refused, and that its values are back. */
export function RefusedNotice({ issue }: { issue: SyncIssueRow }) {
  const w = useWords().settings
  return (
    <p className={classes.refused} role="status">
      {w.fromRefused} <RefusalText refusal={issue} />
    </p>
  )
}
