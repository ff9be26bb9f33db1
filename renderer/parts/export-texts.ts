import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import { CREDIT_METHOD } from '../../shared/domain/credit/credit-method.ts'
import type { Words } from '../words/use-words.ts'

/** The words on screen for the codes in a list's rows, for a file made of it. */
export function exportTexts(words: Words, company: CompanyRow | null): Record<string, string> {
  const { name: shown } = words.listed
  const terms = (company?.terms ?? []).map(({ code, name }) => [code, shown(name)])
  const methods = [...(company?.paymentMethods ?? []), CREDIT_METHOD, 'card', 'ach']
  return {
    ...Object.fromEntries(terms),
    ...Object.fromEntries(methods.map(name => [name, shown(name)])),
    ...words.products.soldByChoice,
    ...words.products.unitTypeChoice,
    unlimited: words.customers.unlimited,
    'credit:stand-alone': words.credits.standAlone,
    ...prefixed('customers', words.ownCustomers.seen),
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
