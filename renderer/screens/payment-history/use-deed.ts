import { showNotification } from '@mantine/notifications'
import { useState } from 'react'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { AskRefused } from '../../app/ask.ts'
import { closeIssue } from '../../app/issues.ts'
import { refusalSentence } from '../../parts/refusal-text.tsx'
import { useWords } from '../../words/use-words.ts'

/** One deed of a dialog: given once, its refusal shown at the field it belongs to, or on the whole. */
export function useDeed(fields: readonly string[], issue: SyncIssueRow | null, onDone: () => void) {
  const words = useWords()
  const [error, setError] = useState<unknown>(null)
  const refusal = error instanceof AskRefused ? error.refusal : null
  const at = refusal && fields.includes(refusal.field) ? refusal.field : null
  return {
    /** What went wrong and belongs to no field; null when nothing did. */
    failure: at === null ? error : null,
    refusedAt: (field: string) => (at === field && refusal ? refusalSentence(refusal, words) : undefined),
    forget: () => setError(null),
    async give(deed: () => Promise<unknown>, done: string) {
      try {
        await deed()
        if (issue) await closeIssue(issue.id)
        showNotification({ message: done })
        onDone()
      } catch (failure) {
        setError(failure)
      }
    },
  }
}

/** What was typed into a refused request of this name; null when there is none. */
export function typedIn<T>(issue: SyncIssueRow | null, name: string): T | null {
  return issue?.name === name ? (issue.payload as T) : null
}
