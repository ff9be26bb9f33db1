import { useStore } from 'zustand'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './order-form.module.css'
import type { Revising } from './revision-desks.ts'
import { unsavedSentence } from './unsaved-sentence.ts'

/** Says that a confirmed order is being changed here, and that nothing of it is issued yet. */
export function RevisionState({ revising }: { revising: Revising }) {
  const words = useWords()
  const unsaved = unsavedSentence(useStore(revising.desk.store), words)
  const sentence = unsaved ?? words.orderEntry.keptHere
  return (
    <>
      <Tag tone="amber">{words.orderEntry.changing(revising.book.draft().expectedRevision + 1)}</Tag>
      <span
        className={`${classes.state} ${unsaved === null ? '' : classes.wrong}`}
        role="status"
        title={sentence}
      >
        {sentence}
      </span>
    </>
  )
}
