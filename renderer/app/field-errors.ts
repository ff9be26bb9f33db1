import type { z } from 'zod'
import { ASKS, type AskName } from '../../shared/protocol/desk.ts'
import type { Words } from '../words/use-words.ts'

/** What does not fit a question's schema: a sentence for each field, by its dotted path; empty when all fits. */
export function fieldErrors(name: AskName, input: unknown, words: Words): Record<string, string> {
  return sentencesOf(ASKS[name], input, words)
}

/** The same for any schema, such as a command's payload. */
export function sentencesOf(schema: z.ZodType, input: unknown, words: Words): Record<string, string> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return {}
  const sentences: Record<string, string> = {}
  for (const issue of parsed.error.issues) {
    const field = issue.path.join('.')
    sentences[field] ??= sentenceOf(issue, valueAt(input, issue.path), words.parts.invalid)
  }
  return sentences
}

function sentenceOf(issue: z.core.$ZodIssue, value: unknown, words: Words['parts']['invalid']): string {
  if (value === '' || value === null || value === undefined) return words.required
  if (issue.code === 'too_small' && Array.isArray(value)) return words.choose
  if (issue.code === 'too_small') return words.tooShort(Number(issue.minimum))
  if (issue.code === 'too_big' && typeof value === 'string') return words.tooLong(Number(issue.maximum))
  if (issue.code === 'invalid_format' && issue.format === 'url') return words.url
  if (issue.message === 'not an email address') return words.email
  if (issue.message === 'required') return words.required
  return words.other
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? value[key as never] : undefined),
    input,
  )
}
