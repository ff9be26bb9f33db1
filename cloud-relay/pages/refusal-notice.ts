import { leastPayable } from '../links/choose.ts'
import type { LinkPage } from '../links/page-state.ts'
import type { PressAnswer } from '../links/payments.ts'
import { changesSince } from '../links/seen-amounts.ts'
import type { PageSetting } from './page-setting.ts'
import type { Notice } from './pay-page.ts'
import { changeSentences } from './pay-summary.ts'
import type { PageForm } from './read-request.ts'
import { shownChoice } from './shown-choice.ts'

type Refused = Extract<PressAnswer, { refused: string }>['refused']

/**
 * What a payer is told whose press charged nothing; null where the page of the link's new state says it. `page` is the
 * link as it stands after the press.
 */
export function refusalNotice(
  refused: Refused,
  form: PageForm,
  page: LinkPage,
  setting: PageSetting,
): { notice: Notice; status: 409 | 422 } | null {
  const { words, formats } = setting
  const bad = (...sentences: string[]) => ({
    notice: { tone: 'bad' as const, sentences },
    status: 422 as const,
  })
  const choice = shownChoice(page, formats, form)
  switch (refused) {
    case 'changed': {
      const changes = changesSince(form.seen, page.ask.invoices)
      const sentences = [
        ...changeSentences(changes, page.ask, setting, choice),
        words.nothingChargedPressAgain,
      ]
      return { notice: { tone: 'warn', sentences }, status: 409 }
    }
    case 'gateway-down':
      return bad(words.gatewayDown)
    case 'type-again':
      return bad(words.typeAgain)
    case 'too-many-failures':
      return bad(words.tooManyFailures)
    case 'amount-not-payable':
      return bad(words.amountNotPayable(page.ask.company.name))
    case 'nothing-picked':
      return bad(words.nothingPicked, words.nothingCharged)
    case 'below-minimum': {
      const least = leastPayable(page.ask.company, choice.openCents)
      return bad(words.belowMinimum(formats.money(least)), words.nothingCharged)
    }
    case 'above-open':
      return bad(words.aboveOpen(formats.money(choice.openCents)), words.nothingCharged)
    case 'busy':
      return page.held.size === 0 ? null : bad(words.othersBusy)
    default:
      return null
  }
}
