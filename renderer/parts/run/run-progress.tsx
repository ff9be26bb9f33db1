import { Button, Group, Progress, Stack } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../../words/use-words.ts'
import { errorSentence } from '../refusal-text.tsx'
import type { Run, RunResult, RunSubject } from './create-run.ts'
import classes from './run.module.css'

/** What was left out before a run began, and why. */
export interface LeftOut {
  id: string
  name: string
  why: string
}

interface RunProgressProps<Order, Subject extends RunSubject, Made> {
  run: Run<Order, Subject, Made>
  /** What the run has come to, for so many that worked. */
  done(count: number): string
  /** What became of one that worked. */
  outcome(made: Made, subject: Subject): string
  leftOut?: readonly LeftOut[]
  /** Below the count, once it has ended. */
  note?: ReactNode
  /** More to do once it has ended. */
  actions?: ReactNode
  onClose(): void
}

const MOST_SHOWN = 300

/** How a run goes: a bar, a result for each, and the ways to stop, go on and try again. */
export function RunProgress<Order, Subject extends RunSubject, Made>({
  run,
  done,
  outcome,
  leftOut = [],
  note,
  actions,
  onClose,
}: RunProgressProps<Order, Subject, Made>) {
  const w = useWords().sending.run
  const { state, results, waiting } = run.use()
  const all = results.length + waiting.length
  const failed = results.filter(result => result.error !== null)
  const worked = results.filter(result => result.error === null)
  const isRunning = state === 'running'
  return (
    <Stack gap={12}>
      <Progress
        value={(results.length / Math.max(1, all)) * 100}
        aria-label={w.running(results.length, all)}
      />
      <p className={classes.count} role="status">
        {isRunning ? w.running(results.length, all) : done(worked.length)}
        {failed.length > 0 && <span className="florin-red"> · {w.failed(failed.length)}</span>}
        {leftOut.length > 0 && <span> · {w.leftOut(leftOut.length)}</span>}
        {state === 'stopped' && <span> · {w.stopped(waiting.length)}</span>}
      </p>
      {isRunning && <p className={classes.hint}>{w.runStops}</p>}
      {!isRunning && note}
      <Results results={[...failed, ...worked]} outcome={outcome} leftOut={leftOut} />
      <Group justify="flex-end" gap={8}>
        {isRunning ? (
          <>
            <Button variant="default" onClick={onClose}>
              {w.hide}
            </Button>
            <Button color="red" variant="light" onClick={run.stop}>
              {w.cancel}
            </Button>
          </>
        ) : (
          <>
            <Button variant="default" onClick={onClose}>
              {w.close}
            </Button>
            {failed.length > 0 && (
              <Button variant="default" onClick={run.retryFailed}>
                {w.retry}
              </Button>
            )}
            {state === 'stopped' && waiting.length > 0 && <Button onClick={run.resume}>{w.goOn}</Button>}
            {actions}
          </>
        )}
      </Group>
    </Stack>
  )
}

interface ResultsProps<Subject, Made> {
  results: readonly RunResult<Subject, Made>[]
  outcome(made: Made, subject: Subject): string
  leftOut: readonly LeftOut[]
}

function Results<Subject extends RunSubject, Made>({
  results,
  outcome,
  leftOut,
}: ResultsProps<Subject, Made>) {
  const words = useWords()
  const w = words.sending.run
  if (results.length + leftOut.length === 0) return null
  const more = results.length + leftOut.length - 2 * MOST_SHOWN
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
    <ul className={classes.results} aria-label={w.results} tabIndex={0}>
      {leftOut.slice(0, MOST_SHOWN).map(({ id, name, why }) => (
        <li key={`left ${id}`}>
          <IconInfoCircle size={15} aria-hidden className={classes.left} />
          <span className={classes.who}>{name}</span>
          <span className={classes.left}>{why}</span>
        </li>
      ))}
      {results.slice(0, MOST_SHOWN).map(({ subject, made, error }) => (
        <li key={subject.id}>
          {error === null ? (
            <IconCheck size={15} aria-hidden className={classes.good} />
          ) : (
            <IconAlertTriangle size={15} aria-hidden className={classes.bad} />
          )}
          <span className={classes.who}>{subject.name}</span>
          <span className={error === null ? classes.outcome : classes.bad}>
            {error === null ? made !== null && outcome(made, subject) : errorSentence(error, words)}
          </span>
        </li>
      ))}
      {more > 0 && <li className="florin-mute">{w.more(more)}</li>}
    </ul>
  )
}
