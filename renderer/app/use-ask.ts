import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Answers, AskInput, AskName } from '../../shared/protocol/desk.ts'
import { ask } from './ask.ts'
import { isSameSubject } from './is-same-subject.ts'

/**
 * The answer to a question, asked again whenever its tables change. While a changed search or page loads, the answer
 * before stays (`isPlaceholderData`); an answer about another record never does.
 */
export function useAsk<N extends AskName>(
  name: N,
  input: AskInput<N>,
  options: { enabled?: boolean } = {},
): UseQueryResult<Answers[N]> {
  return useQuery<Answers[N]>({
    queryKey: [name, input],
    queryFn: () => ask(name, input),
    placeholderData: (previous, query) =>
      query && isSameSubject(query.queryKey[1], input) ? (previous as never) : undefined,
    ...options,
  })
}

/** False while an answer is on its way, also when an older one stands in for it. */
export function isCurrent(
  query: Pick<UseQueryResult, 'isLoading' | 'isPlaceholderData' | 'isError'>,
): boolean {
  return !query.isLoading && (!query.isPlaceholderData || query.isError)
}
