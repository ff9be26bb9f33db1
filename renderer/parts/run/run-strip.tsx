import { Button, Progress } from '@mantine/core'
import type { Run, RunSubject } from './create-run.ts'
import classes from './run.module.css'

interface RunStripProps<Order, Subject extends RunSubject, Made> {
  run: Run<Order, Subject, Made>
  /** What it is and how far it is. */
  text(done: number, of: number): string
  /** On the button that brings its dialog back. */
  show: string
}

/** How far a run is whose dialog was put away. */
export function RunStrip<Order, Subject extends RunSubject, Made>({
  run,
  text,
  show,
}: RunStripProps<Order, Subject, Made>) {
  const { state, results, waiting, isAway } = run.use()
  if (state === 'none' || !isAway) return null
  const all = results.length + waiting.length
  return (
    <div className={classes.strip}>
      <span>{text(results.length, all)}</span>
      <Progress
        className={classes.bar}
        value={(results.length / Math.max(1, all)) * 100}
        aria-label={text(results.length, all)}
      />
      <Button variant="default" onClick={run.show}>
        {show}
      </Button>
    </div>
  )
}
