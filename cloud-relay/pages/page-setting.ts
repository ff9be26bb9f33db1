import type { Language } from '../../shared/domain/company/company-row.ts'
import { isTestAccount } from '../../shared/domain/company/payments-account.ts'
import { businessDateAt } from '../../shared/lib/dates.ts'
import type { GatewayCapabilities } from '../gateways/gateway.ts'
import type { Ask } from '../links/ask.ts'
import { companyLogo } from './company-logo.ts'
import { type GatewayOrigins, gatewayOrigins } from './gateway-origins.ts'
import { type PageFormats, pageFormats } from './page-formats.ts'
import { type PageWords, pageWords } from './page-words.ts'

/** What every page of one link shares: words, formats, and what surrounds it. */
export interface PageSetting {
  language: Language
  words: PageWords
  formats: PageFormats
  /** Today at the company, 'YYYY-MM-DD'. */
  today: string
  cspNonce: string
  otherLanguageHref: string
  isTest: boolean
  origins: GatewayOrigins | null
  /** Where the company's logo is on our origin; null without one. */
  logo: string | null
}

/** The setting for an ask. `path` is the page's own address. */
export function pageSetting(
  ask: Ask,
  language: Language,
  path: string,
  now: number,
  cspNonce: string,
  gateway: GatewayCapabilities | null,
  companyKey: string,
): PageSetting {
  const { timeZone } = ask.company
  const logo = companyLogo(ask.company)
  return {
    language,
    words: pageWords(language),
    formats: pageFormats(language, ask.link.currency, timeZone),
    today: businessDateAt(now, timeZone),
    cspNonce,
    otherLanguageHref: otherLanguage(path, language),
    // Of the company, not of a gateway: a paused account's pages say it too.
    isTest: isTestAccount(ask.company.paymentsAccount) || gateway?.test === true,
    origins: gateway && gatewayOrigins(gateway.fields),
    logo: logo && `/l/${companyKey}/${logo.name}/logo`,
  }
}

/** The same page in the other language. */
export function otherLanguage(path: string, language: Language): string {
  return `${path}?lang=${language === 'es' ? 'en' : 'es'}`
}
