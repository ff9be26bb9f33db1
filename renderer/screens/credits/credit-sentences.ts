import type { CreditStart } from '../../../shared/protocol/credits-asks.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { Words } from '../../words/use-words.ts'
import { type CreditDraft, type CreditProblem, creditProblems } from './credit-draft.ts'

/** The sentences of a draft's problems, by field. */
export function creditSentences(
  draft: CreditDraft,
  start: CreditStart | null,
  today: string,
  w: Words['credits'],
): Record<string, string> {
  const problems = creditProblems(draft, start, today)
  return Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => [field, sentenceOf(problem, w)]),
  )
}

function sentenceOf(problem: CreditProblem, w: Words['credits']): string {
  if ('mostCents' in problem) return w.problems[problem.kind](formatCents(problem.mostCents))
  return 'most' in problem ? w.problems[problem.kind](problem.most) : w.problems[problem.kind]
}
