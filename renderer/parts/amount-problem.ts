import { MAX_CENTS } from '../../shared/lib/parse.ts'
import type { Words } from '../words/use-words.ts'
import { formatCents, parseCents } from './format-money.ts'

/** Why what was typed is no amount of money that can come in or go out; names its sentence in `payments.problems`. */
export type AmountProblem = 'amountForm' | 'amountPositive' | 'amountMost'

/** What is wrong with a typed amount, which must be more than 0 and at most `MAX_CENTS`; null when nothing is. */
export function amountProblem(text: string): AmountProblem | null {
  const cents = parseCents(text)
  if (cents !== null && cents > 0) return cents > MAX_CENTS ? 'amountMost' : null
  const typed = text.replace(/[\s$€£]/g, '')
  if (cents === 0 || /^([-−–]|\()[\d.,]*\d[\d.,]*\)?$/.test(typed)) return 'amountPositive'
  return /^\d[\d.,]*$/.test(typed) && typed.replace(/[.,]\d{0,2}$/, '').replace(/\D/g, '').length > 9
    ? 'amountMost'
    : 'amountForm'
}

/** {@link amountProblem} as its sentence; undefined when nothing is wrong. */
export function amountSentence(text: string, { problems }: Words['payments']): string | undefined {
  const problem = amountProblem(text)
  if (problem === null) return undefined
  return problem === 'amountMost' ? problems.amountMost(formatCents(MAX_CENTS)) : problems[problem]
}
