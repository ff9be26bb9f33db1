import { useEffect, useRef, useState } from 'react'
import type { Answers, AskInput, AskName } from '../../shared/protocol/desk.ts'
import { ask } from './ask.ts'

/** The questions that answer a page of rows and their count. */
export type ListAskName = {
  [N in AskName]: Answers[N] extends { rows: unknown[]; count: number } ? N : never
}[AskName]

/** One page as the grid asks for it. */
export interface PageRequest {
  sort: string
  descending: boolean
  offset: number
  limit: number
}

type RowOf<N extends ListAskName> = Answers[N]['rows'][number]
type Filter<N extends ListAskName> = Omit<AskInput<N>, 'sort' | 'descending' | 'offset' | 'limit'>

/** Where a `ListGrid` gets its rows; spread it into the grid. */
export interface ListSource<Row> {
  asks: ListAskName
  /** Differs when the filter does: the list starts again from its top. */
  filterKey: string
  fetchPage(request: PageRequest): Promise<{ rows: Row[]; count: number }>
}

/**
 * The pages of a list question under a filter. `latest` is the newest answer: counts, totals and chips; it stays while
 * the next one loads. A page that changes none of them leaves it as it is, rows included: its rows are the grid's.
 */
export function useList<N extends ListAskName>(
  name: N,
  filter: Filter<N>,
): { source: ListSource<RowOf<N>>; latest: Answers[N] | null } {
  const [latest, setLatest] = useState<Answers[N] | null>(null)
  const filterKey = JSON.stringify(filter)
  const asked = useRef(filterKey)
  useEffect(() => {
    asked.current = filterKey
  }, [filterKey])

  async function fetchPage(request: PageRequest): Promise<Answers[N]> {
    const answer = await ask(name, { ...filter, ...request } as AskInput<N>)
    if (asked.current === filterKey) setLatest(before => (saysTheSame(before, answer) ? before : answer))
    return answer
  }

  return { source: { asks: name, filterKey, fetchPage: fetchPage as never }, latest }
}

function saysTheSame(before: object | null, answer: object): boolean {
  const rest = (page: object) => JSON.stringify({ ...page, rows: null })
  return before !== null && rest(before) === rest(answer)
}
