import type { ReactNode } from 'react'
import classes from './home.module.css'

interface FigureCardProps {
  title: string
  /** What it comes to, at the right of the title. */
  sum?: string
  hint?: string
  children: ReactNode
}

/** One figure of Home. */
export function FigureCard({ title, sum, hint, children }: FigureCardProps) {
  return (
    <section className={classes.card} aria-label={title}>
      <header className={classes.head}>
        <h2>{title}</h2>
        {sum !== undefined && <span className={classes.sum}>{sum}</span>}
        {hint && <p>{hint}</p>}
      </header>
      {children}
    </section>
  )
}
