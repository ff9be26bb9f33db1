import type { ReactNode } from 'react'
import classes from './side-card.module.css'

/** A card beside the work: a title and what belongs to it. */
export function SideCard({
  title,
  beside,
  children,
}: {
  title: ReactNode
  beside?: ReactNode
  children: ReactNode
}) {
  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {beside}
      </div>
      {children}
    </section>
  )
}

/** One line of a card: what it is at the left, how much at the right. */
export function SideFigure({
  label,
  strong = false,
  tone,
  children,
}: {
  label: ReactNode
  strong?: boolean
  tone?: 'good' | 'bad'
  children: ReactNode
}) {
  const value = [strong ? classes.strong : '', tone ? classes[tone] : ''].join(' ')
  return (
    <div className={classes.figure}>
      <span className={classes.label}>{label}</span>
      <span className={value}>{children}</span>
    </div>
  )
}
