import { useAsk } from '../../app/use-ask.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { OwnCustomersNote } from '../../parts/own-customers-note.tsx'
import { Screen } from '../../parts/screen.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './attention.module.css'
import { IssueCard } from './issue-card.tsx'
import { TaskCard } from './task-card.tsx'

/** What a person must look at: requests the relay refused, and tasks. */
export function AttentionScreen() {
  const w = useWords().attention
  const { data, error, refetch } = useAsk('attention.open', {})
  const issues = data?.issues ?? []
  const tasks = data?.tasks ?? []
  return (
    <Screen title={w.title} actions={<OwnCustomersNote right="receivables.view" />}>
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {data && issues.length + tasks.length === 0 && <EmptyState title={w.empty} hint={w.emptyHint} />}
      {issues.length > 0 && (
        <section className={classes.group}>
          <h2>{w.issues(issues.length)}</h2>
          <p className={classes.hint}>{w.issuesHint}</p>
          <div className={classes.cards}>
            {issues.map(issue => (
              <IssueCard key={issue.id} issue={issue} />
            ))}
          </div>
        </section>
      )}
      {tasks.length > 0 && (
        <section className={classes.group}>
          <h2>{w.tasks(tasks.length)}</h2>
          <div className={classes.cards}>
            {tasks.map(task => (
              <TaskCard key={task.id} task={task} />
            ))}
          </div>
        </section>
      )}
    </Screen>
  )
}
