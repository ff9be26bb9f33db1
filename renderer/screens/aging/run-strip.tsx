import { Button, Progress } from '@mantine/core'
import { useWords } from '../../words/use-words.ts'
import classes from './aging.module.css'
import { useRunWindow } from './run-window.ts'
import { useStatementRun } from './statement-run.ts'

/** How far a run of statements is whose dialog was put away. */
export function RunStrip() {
  const w = useWords().aging
  const { state, results, waiting } = useStatementRun()
  const { isAway, show } = useRunWindow()
  if (state === 'none' || !isAway) return null
  const all = results.length + waiting.length
  return (
    <div className={classes.strip}>
      <span>{w.runStrip(results.length, all)}</span>
      <Progress
        className={classes.stripBar}
        value={(results.length / Math.max(1, all)) * 100}
        aria-label={w.runStrip(results.length, all)}
      />
      <Button variant="default" onClick={show}>
        {w.show}
      </Button>
    </div>
  )
}
