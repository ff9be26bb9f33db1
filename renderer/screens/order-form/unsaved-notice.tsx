import { Button } from '@mantine/core'
import { useStore } from 'zustand'
import { useWords } from '../../words/use-words.ts'
import type { OrderDesk } from './order-desk.ts'
import { fieldOf } from './order-draft.ts'
import classes from './order-form.module.css'
import { troubleSentence } from './trouble-text.ts'

/** What is wrong with the order as a whole, and what was typed into an order that can no longer be changed. */
export function UnsavedNotice({ desk, readOnly }: { desk: OrderDesk; readOnly: boolean }) {
  const words = useWords()
  const { trouble, edits, pendingLines } = useStore(desk.store)
  const entries = [
    ...Object.entries(edits).map(([key, edit]) => {
      const { field } = fieldOf(key)
      return `${words.fields[field] ?? field}: ${edit.text}`
    }),
    ...pendingLines.map(({ line }) => line.description),
  ]
  const left = readOnly && entries.length > 0
  if (!trouble && !left) return null
  return (
    <div className={classes.notice} role="alert">
      <span>
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
      {left && (
        <Button variant="default" onClick={desk.discard}>
          {words.orders.discardTyped}
        </Button>
      )}
    </div>
  )
}
