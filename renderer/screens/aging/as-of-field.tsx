import { useState } from 'react'
import { isBusinessDate } from '../../../shared/lib/dates.ts'
import { DateField } from '../../parts/date-field.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './aging.module.css'

/** The day the figures are as of. What can't be read stays as typed, with a word about it; the day stays as it was. */
export function AsOfField({ value, onChange }: { value: string; onChange(on: string): void }) {
  const w = useWords().aging
  const [typed, setTyped] = useState<string | null>(null)
  const [isWrong, setWrong] = useState(false)
  const choose = (on: string) => {
    setTyped(null)
    setWrong(false)
    if (on !== value) onChange(on)
  }
  const field = {
    text: typed ?? value,
    type: (text: string) => {
      setTyped(text)
      setWrong(false)
    },
    choose,
    enter: () => undefined,
    leave: () => undefined,
    save: () => {
      if (typed === null) return
      if (isBusinessDate(typed)) choose(typed)
      else setWrong(true)
    },
    revert: () => choose(value),
  }
  return (
    <div className={classes.asOf} title={w.asOfHint}>
      <DateField
        field={field}
        fieldKey="as-of"
        label={w.asOf}
        placeholder=""
        error={isWrong ? w.unreadableDate : null}
      />
    </div>
  )
}
