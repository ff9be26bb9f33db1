import type { ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'
import { ReasonButton } from './reason-button.tsx'
import classes from './selection-bar.module.css'

interface SelectionBarProps {
  /** How many are selected. */
  title: string
  /** What they come to. */
  summary: string
  /** Why some of it can't be done now. */
  reasons?: readonly (string | false | undefined)[]
  onClear(): void
  children: ReactNode
}

/** What can be done with the selected rows; appears at the foot of a list. */
export function SelectionBar({ title, summary, reasons = [], onClear, children }: SelectionBarProps) {
  return (
    <section className={classes.bar} aria-label={title}>
      <strong>{title}</strong>
      <span className={classes.summary}>{summary}</span>
      <span className={classes.reason}>{[...new Set(reasons)].filter(Boolean).join(' ')}</span>
      <BarButton onClick={onClear}>{useWords().parts.clearSelection}</BarButton>
      {children}
    </section>
  )
}

interface BarButtonProps {
  primary?: boolean
  /** Why it can't be pressed now; it can when there is no reason. */
  reason?: string | undefined
  onClick(): void
  children: ReactNode
}

/** A {@link ReasonButton} as it looks in the {@link SelectionBar}. */
export function BarButton({ primary = false, reason, onClick, children }: BarButtonProps) {
  const look = primary ? `${classes.button} ${classes.primary}` : classes.button
  return (
    <ReasonButton unstyled className={look} reason={reason} onClick={onClick}>
      {children}
    </ReasonButton>
  )
}
