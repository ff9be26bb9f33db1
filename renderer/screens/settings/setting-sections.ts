import { matchesWords } from '../../app/matches-words.ts'
import type { Words } from '../../words/use-words.ts'
import type { Setting } from './setting-fields.ts'

export type SectionName =
  | 'company'
  | 'invoicing'
  | 'orders'
  | 'shipping'
  | 'payments'
  | 'receivables'
  | 'links'
  | 'mails'
  | 'reminders'

/** The sections of the settings in their order, with what each saves. */
export const SETTING_SECTIONS: Record<SectionName, readonly Setting[]> = {
  company: ['name', 'addressLines', 'phone', 'email', 'timeZone', 'language', 'logo'],
  invoicing: ['terms', 'ageBasis'],
  orders: ['charges', 'orderChangePolicy'],
  shipping: ['boxTypes', 'carriers'],
  payments: ['paymentMethods'],
  receivables: ['creditReasons', 'nsfFeeCents', 'financeChargeBps', 'financeChargeFromDays'],
  links: [
    'linksEnabled',
    'manualLinksEnabled',
    'linkBoxDefault',
    'linkHours',
    'payerPicksInvoices',
    'partialPayments',
    'partialMinimumCents',
  ],
  mails: ['automaticInvoiceHour', 'quietFromHour', 'quietUntilHour', 'mailsPerMinute', 'mailTemplates'],
  reminders: ['remindersEnabled', 'reminderDays', 'reminderHour'],
}

/** The sections' names in their order. */
export const SECTION_NAMES = Object.keys(SETTING_SECTIONS) as SectionName[]

/** The sections in which a setting is called so, or that are about it; all when nothing is typed. */
export function sectionsFound(typed: string, words: Words): SectionName[] {
  const w = words.settings
  if (typed.trim() === '') return SECTION_NAMES
  return SECTION_NAMES.filter(name => {
    const labels = SETTING_SECTIONS[name].map(field => w[field])
    const asides = { company: w.currency, payments: w.account, receivables: w.closedThrough }
    const aside = name in asides ? asides[name as keyof typeof asides] : ''
    return matchesWords(typed, [w.section[name], w.keywords[name], aside, ...labels].join(' '))
  })
}
