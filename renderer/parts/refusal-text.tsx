import { REJECTIONS, type RefusalParams, type RejectionCode } from '../../shared/domain/rejections.ts'
import { AskFault, AskRefused } from '../app/ask-client.ts'
import { useWords, type Words } from '../words/use-words.ts'
import { formatFieldValue } from './format-field-value.ts'

/** The sentence of a refusal: what happened and what to do next. Codes of a newer relay have one too. */
export function refusalSentence(refusal: { code: string; params: RefusalParams }, words: Words): string {
  if (!(REJECTIONS as readonly string[]).includes(refusal.code)) return words.refusals.newer
  const { field, yours, theirs } = refusal.params
  const params =
    refusal.code === 'changed-meanwhile'
      ? {
          ...refusal.params,
          yours: formatFieldValue(String(field), yours ?? ''),
          theirs: formatFieldValue(String(field), theirs ?? ''),
        }
      : refusal.params
  return words.refusals.refusal[refusal.code as RejectionCode](params)
}

/** The sentence for anything a question can throw. */
export function errorSentence(error: unknown, words: Words): string {
  if (error instanceof AskRefused) return refusalSentence(error.refusal, words)
  return words.refusals.fault[error instanceof AskFault ? error.fault : 'internal']
}

/** A refusal in words. */
export function RefusalText({ refusal }: { refusal: { code: string; params: RefusalParams } }) {
  return <>{refusalSentence(refusal, useWords())}</>
}
