import { useStore } from 'zustand'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './order-form.module.css'
import type { Revising } from './revision-desks.ts'

/** Says that a confirmed order is being changed here, and that nothing of it is issued yet. */
export function RevisionState({ revising }: { revising: Revising }) {
  const words = useWords()
  const edits = useStore(revising.desk.store, state => state.edits)
  const wrong = Object.values(edits).filter(edit => edit.trouble).length
  return (
    <>
      <Tag tone="amber">{words.orderEntry.changing(revising.book.draft().expectedRevision + 1)}</Tag>
      <span className={`${classes.state} ${wrong > 0 ? classes.wrong : ''}`} role="status">
        {wrong > 0 ? words.orders.notSaved(wrong) : words.orderEntry.keptHere}
      </span>
    </>
  )
}
