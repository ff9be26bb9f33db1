import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import type { Words } from '../words/use-words.ts'

/** The words on screen for the codes in a list's rows, for a file made of it. */
export function exportTexts(words: Words, company: CompanyRow | null): Record<string, string> {
  const terms = (company?.terms ?? []).map(({ code, name }) => [code, name])
  return {
    ...Object.fromEntries(terms),
    ...words.payments.methods,
    ...words.products.soldByChoice,
    ...words.products.unitTypeChoice,
    unlimited: words.customers.unlimited,
    'credit:stand-alone': words.credits.standAlone,
    'customers:own': words.team.own,
    'customers:all': words.team.allCustomers,
    ...prefixed('role', words.shell.role),
    ...words.parts.tag,
    ...prefixed('link-payment', words.linkMoney.states),
    ...prefixed('payout', { ...words.linkMoney.payoutStates, ...words.linkMoney.agreement }),
  }
}

/** Words for codes that mean something else in another list. */
function prefixed(list: string, texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([code, text]) => [`${list}:${code}`, text]))
}
