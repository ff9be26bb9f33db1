import { Button } from '@mantine/core'
import { useWords } from '../../words/use-words.ts'
import classes from './conflict-notice.module.css'

interface ConflictNoticeProps {
  label: string
  yours: string
  theirs: string
  onKeep(): void
  onTake(): void
}

/** At a field that someone else changed meanwhile: both values, and the choice which one stands. */
export function ConflictNotice({ label, yours, theirs, onKeep, onTake }: ConflictNoticeProps) {
  const w = useWords().settings
  return (
    <div className={classes.conflict} role="alert">
      <span>{w.conflict(label, yours, theirs)}</span>
      <div className={classes.choice}>
        <Button variant="default" onClick={onKeep}>
          {w.keepMine}
        </Button>
        <Button variant="default" onClick={onTake}>
          {w.takeTheirs}
        </Button>
      </div>
    </div>
  )
}
