import { Button, Loader } from '@mantine/core'
import { EmptyState } from '../../parts/empty-state.tsx'
import { useWords } from '../../words/use-words.ts'
import { ControlTotals } from './control-totals.tsx'
import classes from './import.module.css'
import { commit, goTo, useImport } from './import-desk.ts'
import { isMatched } from './match-totals.ts'
import { ProblemRows } from './problem-rows.tsx'
import { Questions } from './questions.tsx'

/** The dry run: what has to be said, what has to be mended, and the totals to match. */
export function CheckStep() {
  const w = useWords().importing
  const { checked, isBusy, typed, ticked } = useImport()
  if (!checked) return null
  const { questions, errorCount, totals, parts, skipped } = checked
  const { here, leftOut, comesIn } = parts
  const isClean = questions.length === 0 && errorCount === 0
  const skips = (Object.keys(w.skippedOf) as (keyof typeof skipped)[]).filter(kind => skipped[kind] > 0)
  if (totals.count === 0 && errorCount === 0) {
    return (
      <EmptyState
        title={w.nothing}
        hint={w.nothingHint}
        action={<Button onClick={() => goTo('columns')}>{w.back}</Button>}
      />
    )
  }
  return (
    <>
      {questions.length > 0 && <Questions questions={questions} />}
      <ProblemRows checked={checked} />
      {isClean && <ControlTotals checked={checked} />}
      <div className={classes.actions}>
        <span className="florin-mute">
          {isClean &&
            (comesIn.count > 0
              ? w.comesIn(comesIn.count, here.count, leftOut.count)
              : leftOut.count > 0
                ? w.nothingComesIn
                : w.nothingNew)}
          {skips.length > 0 &&
            ` ${w.skipped}: ${skips.map(kind => w.skippedOf[kind](skipped[kind])).join(', ')}.`}
        </span>
        <span className={classes.space} />
        {isBusy && <Loader size={16} aria-label={w.checking} />}
        <Button variant="default" onClick={() => goTo('columns')}>
          {w.back}
        </Button>
        <Button
          disabled={!isClean || isBusy || comesIn.count === 0 || !isMatched(checked, typed, ticked)}
          onClick={() => void commit()}
        >
          {isClean ? w.commit(comesIn.count) : w.commitRest}
        </Button>
      </div>
    </>
  )
}
