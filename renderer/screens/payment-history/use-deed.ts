import { showNotification } from '@mantine/notifications'
import { useRef, useState } from 'react'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { AskRefused } from '../../app/ask.ts'
import { closeIssue } from '../../app/issues.ts'
import { newId } from '../../app/new-id.ts'
import { errorSentence, refusalSentence } from '../../parts/refusal-text.tsx'
import { useWords } from '../../words/use-words.ts'

/**
 * One deed of a dialog: its refusal is shown at the field it belongs to, or on the whole. Pressed again after an answer that was
 * lost it is the same command, so that it is done once; after a refusal, or once something was typed, it is another.
 */
export function useDeed(fields: readonly string[], issue: SyncIssueRow | null, onDone: () => void) {
  const words = useWords()
  const [error, setError] = useState<unknown>(null)
  const commandId = useRef(newId())
  const refusal = error instanceof AskRefused ? error.refusal : null
  const at = refusal && fields.includes(refusal.field) ? refusal.field : null
  return {
    /** What went wrong and belongs to no field; null when nothing did. */
    failure: at === null ? error : null,
    refusedAt: (field: string) => (at === field && refusal ? refusalSentence(refusal, words) : undefined),
    forget() {
      setError(null)
      commandId.current = newId()
    },
    async give(deed: (commandId: string) => Promise<unknown>, done: string) {
      try {
        await deed(commandId.current)
      } catch (failure) {
        if (failure instanceof AskRefused) commandId.current = newId()
        setError(failure)
        return
      }
      showNotification({ message: done })
      onDone()
      if (!issue) return
      // The deed is done: what fails from here on must not look as if it were not.
      await closeIssue(issue.id).catch(failure =>
        showNotification({
          color: 'red',
          title: words.shell.attention,
          message: errorSentence(failure, words),
        }),
      )
    },
  }
}

/** What was typed into a refused request of this name; null when there is none. */
export function typedIn<T>(issue: SyncIssueRow | null, name: string): T | null {
  return issue?.name === name ? (issue.payload as T) : null
}
