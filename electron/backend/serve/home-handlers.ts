import type { HomeAnswers } from '../../../shared/protocol/home-asks.ts'
import { homeAging } from '../store/queries/home-aging.ts'
import { homeAttention } from '../store/queries/home-attention.ts'
import { homeCollected } from '../store/queries/home-collected.ts'
import { homeLinks } from '../store/queries/home-links.ts'
import { homePastDue } from '../store/queries/home-past-due.ts'
import { homeStart } from '../store/queries/home-start.ts'
import { linksList } from '../store/queries/links-list.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import type { Handlers } from './answer-question.ts'

/** The questions of Home; `receivables` is what the asker may see of Accounts receivable. */
export function homeHandlers(receivables: () => QueryContext): Pick<Handlers, keyof HomeAnswers> {
  return {
    'home.figures'() {
      const q = receivables()
      return {
        aging: homeAging(q),
        collected: homeCollected(q),
        links: homeLinks(q),
        pastDue: homePastDue(q),
        attention: homeAttention(q),
        start: homeStart(q),
      }
    },
    'links.list': input => linksList(receivables(), input),
  }
}
