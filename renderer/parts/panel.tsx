import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../words/use-words.ts'
import { isCoveredAtEscape } from './covered-at-escape.ts'
import classes from './panel.module.css'

interface PanelProps {
  opened: boolean
  onClose(): void
  title: ReactNode
  /** Below the title: what can be done. */
  actions?: ReactNode
  children: ReactNode
}

/** One record beside the list it came from. Escape closes it, a dialog over it first, and the keyboard is back in the list. */
export function Panel({ opened, onClose, title, actions, children }: PanelProps) {
  const words = useWords().parts
  return (
    <Drawer
      opened={opened}
      onClose={() => isCoveredAtEscape() || onClose()}
      size={520}
      title={title || words.details}
    >
      {actions && <div className={classes.actions}>{actions}</div>}
      {children}
    </Drawer>
  )
}

/** A part of a {@link Panel} with its heading. */
export function PanelSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>{title}</h3>
      {children}
    </section>
  )
}

/** One thing in a section's list: what at the left, how much or when at the right, more beneath. */
export function PanelRow({
  left,
  right,
  beneath,
}: {
  left: ReactNode
  right?: ReactNode
  beneath?: ReactNode
}) {
  return (
    <div className={classes.row}>
      <div className={classes.line}>
        <span>{left}</span>
        <span className={classes.right}>{right}</span>
      </div>
      {beneath && <div className={classes.beneath}>{beneath}</div>}
    </div>
  )
}
