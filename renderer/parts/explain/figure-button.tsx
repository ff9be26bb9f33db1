import { useWords } from '../../words/use-words.ts'
import classes from './explain.module.css'
import { type AskedNumber, explainNumber } from './explain-number.ts'

/** A number that says what it is made of when it is pressed. */
export function FigureButton({ asked, children }: { asked: AskedNumber; children: string }) {
  const w = useWords().explain
  const { figure, bucket } = asked
  const what = bucket ? w.inBucket(bucket.label) : w.figures[figure]
  return (
    <button
      type="button"
      className={classes.figure}
      title={w.ask(what)}
      aria-label={`${children}. ${w.ask(what)}`}
      onClick={() => explainNumber(asked)}
    >
      {children}
    </button>
  )
}
