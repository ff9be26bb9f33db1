import { Button, Progress } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { ImportProgress } from '../../../shared/protocol/import-asks.ts'
import { RefusalText } from '../../parts/refusal-text.tsx'
import { useWords, type Words } from '../../words/use-words.ts'
import classes from './import.module.css'
import { cancel, follow, undo, useImport } from './import-desk.ts'

/** A commit or an undo on its way, then how it ended. */
export function RunStep() {
  const progress = useImport(state => state.progress)
  const importId = progress?.importId
  const isRunning = progress?.phase === 'adding' || progress?.phase === 'undoing'
  useEffect(() => {
    if (!importId || !isRunning) return
    const timer = setInterval(() => void follow(importId).catch(() => undefined), 300)
    return () => clearInterval(timer)
  }, [importId, isRunning])
  if (!progress) return null
  return (
    <section className={`${classes.card} ${classes.run}`} aria-live="polite">
      {isRunning ? <Running progress={progress} /> : <Ended progress={progress} />}
    </section>
  )
}

function Running({ progress }: { progress: ImportProgress }) {
  const w = useWords().importing
  const { phase, doneRows, rowCount, importId } = progress
  const text = phase === 'adding' ? w.running(doneRows, rowCount) : w.undoing(doneRows, rowCount)
  return (
    <>
      <h2>{text}</h2>
      <Progress value={rowCount === 0 ? 0 : (doneRows / rowCount) * 100} w="100%" aria-label={text} />
      <p className="florin-mute">{w.leave}</p>
      {phase === 'adding' && (
        <Button variant="default" onClick={() => void cancel(importId)}>
          {w.cancel}
        </Button>
      )}
    </>
  )
}

function Ended({ progress }: { progress: ImportProgress }) {
  const w = useWords().importing
  const isBusy = useImport(state => state.isBusy)
  const { phase, fileName, addedCount, hereCount, refusal, refusedRow, keptRows, keptCount, importId } =
    progress
  const isGood = phase === 'added' || (phase === 'undone' && keptCount === 0)
  const title =
    phase === 'added' ? w.done(fileName) : phase === 'undone' ? undoneTitle(progress, w) : w.stopped(fileName)
  return (
    <>
      <h2 className={isGood ? classes.good : classes.wrong}>
        {isGood ? <IconCircleCheck size={20} aria-hidden /> : <IconAlertTriangle size={20} aria-hidden />}
        {title}
      </h2>
      {phase === 'added' && <p>{w.doneFacts(addedCount, hereCount)}</p>}
      {refusal && (
        <p role="alert">
          {refusedRow !== null && w.stoppedAt(refusedRow)}
          <RefusalText refusal={refusal} />
        </p>
      )}
      {refusal && <p className="florin-mute">{w.stoppedHint}</p>}
      {keptCount > 0 && (
        <div className={classes.kept}>
          {phase !== 'undone' && <h3>{w.keptTitle(keptCount)}</h3>}
          <p className="florin-mute">{w.keptHint(keptCount)}</p>
          <ul>
            {keptRows.map(row => (
              <li key={`${row.name} ${row.reason}`}>
                <span className="florin-strong">{row.name}</span> {w.kept[row.reason]}
              </li>
            ))}
            {keptCount > keptRows.length && <li>{w.keptMore(keptCount - keptRows.length)}</li>}
          </ul>
        </div>
      )}
      {((phase === 'added' && addedCount > 0) || phase === 'stopped') && (
        <Button variant="default" loading={isBusy} onClick={() => void undo(importId)}>
          {w.undo}
        </Button>
      )}
    </>
  )
}

function undoneTitle({ fileName, rowCount, keptCount }: ImportProgress, w: Words['importing']): string {
  if (keptCount === 0) return w.undone(fileName)
  return keptCount >= rowCount
    ? w.undoneNone(fileName, keptCount)
    : w.undonePart(fileName, rowCount - keptCount, keptCount)
}
