import { AskFault, AskRefused } from '../../app/ask-client.ts'
import { errorSentence } from '../../parts/refusal-text.tsx'
import type { Words } from '../../words/use-words.ts'
import type { Trouble } from './order-draft.ts'

/** Why something typed is not saved, in words. */
export function troubleSentence(trouble: Trouble, words: Words): string {
  if (trouble.kind === 'text') return words.orders.problem[trouble.problem]
  if (trouble.kind === 'missing') return words.orders.missing[trouble.missing]
  const error = trouble.kind === 'refused' ? new AskRefused(trouble.refusal) : new AskFault(trouble.fault)
  return errorSentence(error, words)
}

/** True when someone else changed the same field: the person chooses whose value stands. */
export function isConflict(trouble: Trouble | null): boolean {
  return trouble?.kind === 'refused' && trouble.refusal.code === 'changed-meanwhile'
}
