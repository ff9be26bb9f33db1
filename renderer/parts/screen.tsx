import { type ReactNode, useEffect, useState } from 'react'
import classes from './screen.module.css'
import { ScreenSlot } from './screen-slot.ts'

interface ScreenProps {
  title: string
  /** Beside the title: a status tag, a sentence about what is saved. */
  beside?: ReactNode
  /** At the right of the title bar. */
  actions?: ReactNode
  children: ReactNode
}

/** A screen: title bar with actions, and below it what fills the rest of the window. */
export function Screen({ title, beside, actions, children }: ScreenProps) {
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  useEffect(() => {
    document.title = `${title} · Florin`
  }, [title])
  return (
    <ScreenSlot value={slot}>
      <header className={classes.header}>
        <h1 className={classes.title} title={title}>
          {title}
        </h1>
        {beside}
        <div className={classes.space} />
        <div ref={setSlot} className={classes.slot} />
        {actions}
      </header>
      <div className={classes.body}>{children}</div>
    </ScreenSlot>
  )
}
