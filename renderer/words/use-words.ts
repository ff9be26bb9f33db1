import type { Language } from '../../shared/domain/company/company-row.ts'
import { aging } from './aging.ts'
import { attention } from './attention.ts'
import { audit } from './audit.ts'
import { credits } from './credits.ts'
import { customers } from './customers.ts'
import { disputes } from './disputes.ts'
import { email } from './email.ts'
import { explain } from './explain.ts'
import { exports } from './exports.ts'
import { fields } from './fields.ts'
import { financeCharges } from './finance-charges.ts'
import { firstSync } from './first-sync.ts'
import { home } from './home.ts'
import { importing } from './import.ts'
import { invoices } from './invoices.ts'
import { journals } from './journals.ts'
import { keptMethods } from './kept-methods.ts'
import { currentLanguage, useLanguage } from './language.ts'
import { linkMoney } from './link-money.ts'
import { links } from './links.ts'
import { listed } from './listed.ts'
import { numbers } from './numbers.ts'
import { orderEntry } from './order-entry.ts'
import { orderMail } from './order-mail.ts'
import { orders } from './orders.ts'
import { ownCustomers } from './own-customers.ts'
import { parts } from './parts.ts'
import { paymentActions } from './payment-actions.ts'
import { payments } from './payments.ts'
import { paymentsAccount } from './payments-account.ts'
import { phone } from './phone.ts'
import { products } from './products.ts'
import { recovery } from './recovery.ts'
import { refusals } from './refusals.ts'
import { rights } from './rights.ts'
import { sending } from './sending.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { shortcuts } from './shortcuts.ts'
import { suppressed } from './suppressed.ts'
import { team } from './team.ts'

const AREAS = {
  shell,
  session,
  parts,
  refusals,
  fields,
  invoices,
  payments,
  paymentActions,
  keptMethods,
  phone,
  financeCharges,
  orders,
  ownCustomers,
  credits,
  orderEntry,
  orderMail,
  customers,
  products,
  settings,
  email,
  attention,
  aging,
  explain,
  team,
  numbers,
  importing,
  recovery,
  firstSync,
  home,
  links,
  disputes,
  linkMoney,
  listed,
  sending,
  exports,
  audit,
  journals,
  paymentsAccount,
  rights,
  suppressed,
  shortcuts,
}

/** All visible text by area, in one language. */
export type Words = { [A in keyof typeof AREAS]: (typeof AREAS)[A]['en'] }

function pick(language: Language): Words {
  return Object.fromEntries(Object.entries(AREAS).map(([area, words]) => [area, words[language]])) as Words
}

const WORDS: Record<Language, Words> = { en: pick('en'), es: pick('es') }

/** The words on screen; the component follows when the language changes. */
export function useWords(): Words {
  return WORDS[useLanguage()]
}

/** The words of one language. */
export function wordsIn(language: Language): Words {
  return WORDS[language]
}

/** The words on screen, for formatters outside of components. */
export function wordsNow(): Words {
  return WORDS[currentLanguage()]
}
