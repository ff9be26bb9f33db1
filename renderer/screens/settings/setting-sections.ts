import { matchesWords } from '../../app/matches-words.ts'
import type { Words } from '../../words/use-words.ts'
import type { Setting } from './setting-fields.ts'

export type SectionName = 'company' | 'invoicing' | 'shipping' | 'payments' | 'links'

/** The sections of the settings in their order, with what each saves. */
export const SETTING_SECTIONS: Record<SectionName, readonly Setting[]> = {
  company: ['name', 'addressLines', 'phone', 'email', 'timeZone', 'language'],
  invoicing: ['terms', 'ageBasis'],
  shipping: ['boxTypes', 'carriers'],
  payments: ['paymentMethods'],
  links: ['linksEnabled', 'linkBoxDefault', 'linkHours'],
}

/** The sections' names in their order. */
export const SECTION_NAMES = Object.keys(SETTING_SECTIONS) as SectionName[]

/** The sections in which a setting is called so, or that are about it; all when nothing is typed. */
export function sectionsFound(typed: string, words: Words): SectionName[] {
  const w = words.settings
  if (typed.trim() === '') return SECTION_NAMES
  return SECTION_NAMES.filter(name => {
    const labels = SETTING_SECTIONS[name].map(field => w[field])
    const aside = name === 'payments' ? w.account : name === 'company' ? w.currency : ''
    return matchesWords(typed, [w.section[name], w.keywords[name], aside, ...labels].join(' '))
  })
}
