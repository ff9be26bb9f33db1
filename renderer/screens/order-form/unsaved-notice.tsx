import { Button } from '@mantine/core'
import { useStore } from 'zustand'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { closeIssue } from '../../app/issues.ts'
import { RefusalText } from '../../parts/refusal-text.tsx'
import { useWords } from '../../words/use-words.ts'
import { textOf } from './field-text.ts'
import type { OrderDesk } from './order-desk.ts'
import { fieldOf } from './order-draft.ts'
import classes from './order-form.module.css'
import { troubleSentence } from './trouble-text.ts'

/** What is wrong with the order as a whole, and what was typed into an order that can no longer be changed. */
export function UnsavedNotice({
  desk,
  readOnly,
  issue,
}: {
  desk: OrderDesk
  readOnly: boolean
  /** The refused request this form was opened to repair. */
  issue: SyncIssueRow | null
}) {
  const words = useWords()
  const { trouble, edits, pendingLines } = useStore(desk.store)
  const entries = [
    ...Object.entries(edits).flatMap(([key, { from, text }]) => {
      const { field } = fieldOf(key)
      // A field that is only marked as missing holds nothing that was typed.
      return text === textOf(field, from) ? [] : `${words.fields[field] ?? field}: ${text}`
    }),
    ...pendingLines.map(({ line }) => line.description),
  ]
  const left = readOnly && entries.length > 0
  if (!trouble && !left && !issue) return null
  return (
    <div className={classes.notice} role="alert">
      <span>
        {issue && (
          <>
            {words.orders.reopened} <RefusalText refusal={issue} />
          </>
        )}
        {issue && trouble && <br />}
        {trouble && troubleSentence(trouble, words)}
        {left && (
          <>
            {trouble && <br />}
            {words.orders.unsavedTitle}
            <ul className={classes.entries}>
              {entries.map(entry => (
                <li key={entry}>{entry}</li>
              ))}
            </ul>
          </>
        )}
      </span>
      {trouble?.kind === 'fault' && !readOnly && (
        <Button variant="default" onClick={() => void desk.saveAll()}>
          {words.orders.tryAgain}
        </Button>
      )}
      {issue && (
        <Button variant="default" onClick={() => void closeIssue(issue.id).catch(desk.fail)}>
          {words.orders.dismiss}
        </Button>
      )}
      {left && (
        <Button variant="default" onClick={desk.discard}>
          {words.orders.discardTyped}
        </Button>
      )}
    </div>
  )
}
