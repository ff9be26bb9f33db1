import { useInfiniteQuery } from '@tanstack/react-query'
import type { AuditTable } from '../../../shared/domain/audit/audit-entry.ts'
import { subjectOf } from '../../../shared/domain/audit/subjects-of.ts'
import { ask } from '../../app/ask.ts'
import { useWords } from '../../words/use-words.ts'
import { type EntryText, entryText, unsentText } from './entry-text.ts'

/** A document's history in words, newest first, page after page. */
export function useHistory(table: AuditTable, id: string) {
  const words = useWords()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit.of', { table, id }],
    queryFn: ({ pageParam }) => ask('audit.of', { table, id, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: page => page.next,
    // The relay has more of it than this computer's tables tell of, and may have been out of reach before.
    staleTime: 0,
  })
  const entries: EntryText[] | null = data
    ? data.pages.flatMap(({ unsent, entries, names }) => [
        ...unsent.map(entry => unsentText(entry, subjectOf(table, id), names, words)),
        ...entries.map(entry => entryText(entry, names, words)),
      ])
    : null
  return {
    /** null until the first page is there. */
    entries,
    /** Why the relay did not answer; then `entries` are this computer's own. */
    fault: data?.pages[0]?.fault ?? null,
    error,
    retry: () => void refetch(),
    hasMore: hasNextPage,
    more: () => void fetchNextPage(),
    isFetchingMore: isFetchingNextPage,
  }
}
