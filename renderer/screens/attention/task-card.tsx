import { Button } from '@mantine/core'
import { useState } from 'react'
import { TASK_KINDS, type TaskKind } from '../../../shared/domain/task/task-row.ts'
import type { Attention } from '../../../shared/protocol/desk.ts'
import { giveCommand } from '../../app/give-command.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { CustomerLink } from '../customers/customer-link.tsx'
import classes from './attention.module.css'
import { subjectPlace } from './subject-place.ts'

/** One task: what it is about, what to do, and the way there. */
export function TaskCard({ task }: { task: Attention['tasks'][number] }) {
  const words = useWords()
  const w = words.attention
  const mayClose = useRight('tasks.close')
  const [failure, setFailure] = useState<unknown>(null)
  const [closing, setClosing] = useState(false)
  const known = (TASK_KINDS as readonly string[]).includes(task.kind)
  const told = known ? w.task[task.kind as TaskKind] : null
  const place = subjectPlace(task)

  async function close() {
    setClosing(true)
    try {
      await giveCommand('task.close', { taskId: task.id })
    } catch (error) {
      setFailure(error)
      setClosing(false)
    }
  }

  return (
    <article className={classes.card}>
      <div className={classes.title}>
        {told?.title ?? w.newerTask}
        <span className={classes.when}>{formatInstant(task.createdAt)}</span>
      </div>
      {task.customerId !== null && (
        <p>
          <CustomerLink customerId={task.customerId} name={task.customerName} />
        </p>
      )}
      <p>{told?.sentence(task.params) ?? w.newerTaskHint}</p>
      {told && <p className={classes.wayOut}>{told.wayOut}</p>}
      {failure !== null && <FaultNotice error={failure} />}
      <div className={classes.buttons}>
        {place && (
          <Button variant="default" component="a" href={`#${place.path}`}>
            {w.open[place.table]}
          </Button>
        )}
        {mayClose && (
          <Button variant="subtle" loading={closing} onClick={() => void close()}>
            {w.done}
          </Button>
        )}
      </div>
    </article>
  )
}
