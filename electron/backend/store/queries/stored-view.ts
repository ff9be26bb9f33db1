import type { Answer } from '../../../../shared/domain/view.ts'
import { claim, row, rows, type View } from '../../../../shared/domain/view.ts'
import type { QueryContext } from './query-context.ts'

/** What is stored, as a decision sees it: a question that a command answers, too, asks the domain with it. */
export function storedView(q: Pick<QueryContext, 'rows'>): View {
  const answer = (read: Parameters<QueryContext['rows']['answer']>[0]) => q.rows.answer(read) as Answer
  return {
    get: (table, id) => answer(row(table, id)) as never,
    list: (table, ref, value) => answer(rows(table, ref, value)) as never,
    holder: name => answer(claim(name)) as never,
    seen: (table, id) => answer(row(table, id)) as never,
  }
}
