import type { FindAnswers } from '../../../shared/protocol/find-asks.ts'
import type { HomeAnswers } from '../../../shared/protocol/home-asks.ts'
import { documentsFind } from '../store/queries/documents-find.ts'
import { homeAging } from '../store/queries/home-aging.ts'
import { creditsToReview, homeAttention } from '../store/queries/home-attention.ts'
import { homeCollected } from '../store/queries/home-collected.ts'
import { homeLinks } from '../store/queries/home-links.ts'
import { homePastDue } from '../store/queries/home-past-due.ts'
import { homeStart } from '../store/queries/home-start.ts'
import { linksList } from '../store/queries/links-list.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import type { Handlers } from './answer-question.ts'

/** What Home's sums are made of. */
const MADE_OF = ['companies', 'customers', 'invoices', 'payments'] as const

/** The questions of Home and of the palette; `receivables` throws for someone who may see nothing of them. */
export function homeHandlers(see: {
  sales(): QueryContext
  receivables(): QueryContext
  maySeeReceivables(): boolean
}): Pick<Handlers, keyof HomeAnswers | keyof FindAnswers> {
  const { sales, receivables, maySeeReceivables } = see
  return {
    'home.figures'() {
      const q = receivables()
      const kept = <T>(figure: string, make: (q: QueryContext) => T): T =>
        q.remember ? q.remember(`home.${figure} ${q.today} ${q.ownerId}`, () => make(q), MADE_OF) : make(q)
      return {
        aging: kept('aging', homeAging),
        collected: kept('collected', homeCollected),
        links: homeLinks(q),
        pastDue: kept('past-due', homePastDue),
        attention: homeAttention(q),
        creditsToReview: creditsToReview(q),
        start: homeStart(q),
      }
    },
    'documents.find': input => documentsFind(sales(), maySeeReceivables() ? receivables() : null, input),
    'links.list': input => linksList(receivables(), input),
  }
}
