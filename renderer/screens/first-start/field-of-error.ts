import { AskFault, AskRefused } from '../../app/ask-client.ts'
import { errorSentence } from '../../parts/refusal-text.tsx'
import type { Words } from '../../words/use-words.ts'

/** The field at which an error of the first start is shown; null when it belongs to none. */
export function fieldOfError(
  error: unknown,
  secret: 'code' | 'setupToken',
  words: Words,
): { field: string; sentence: string } | null {
  const sentence = errorSentence(error, words)
  if (error instanceof AskRefused) {
    return error.refusal.field === '' ? null : { field: error.refusal.field, sentence }
  }
  if (!(error instanceof AskFault)) return null
  if (error.fault === 'unreachable' || error.fault === 'not-found') return { field: 'relayUrl', sentence }
  if (error.fault === 'login-taken') return { field: 'admin.login', sentence }
  const aboutSecret = ['wrong-code', 'wrong-setup-token', 'too-many-tries'].includes(error.fault)
  return aboutSecret ? { field: secret, sentence } : null
}
