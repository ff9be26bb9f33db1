import type { ReactNode } from 'react'
import classes from './chip-bar.module.css'

interface ChipBarProps<T extends string> {
  /** What is chosen, for a screen reader. */
  name: string
  chips: readonly { value: T; label: string; count?: number | undefined }[]
  value: T
  onChange(value: T): void
  /** At the right end of the bar. */
  children?: ReactNode
}

/** Ready-made filters above a list, one of them chosen, each with how many rows it finds. */
export function ChipBar<T extends string>({ name, chips, value, onChange, children }: ChipBarProps<T>) {
  return (
    <div className={classes.bar}>
      <fieldset className={classes.chips} aria-label={name}>
        {chips.map(chip => (
          <button
            key={chip.value}
            type="button"
            className={chip.value === value ? `${classes.chip} ${classes.on}` : classes.chip}
            aria-pressed={chip.value === value}
            onClick={() => onChange(chip.value)}
          >
            {chip.label}
            {chip.count !== undefined && ` · ${chip.count.toLocaleString('en-US')}`}
          </button>
        ))}
      </fieldset>
      <div className={classes.space} />
      {children}
    </div>
  )
}
