import type { AgingStrip } from '../domain/collections/aging-strip.ts'
import type { StatementLine } from '../domain/collections/statement.ts'
import type { StatementKind } from '../domain/mail/mail-row.ts'
import type { DocumentCompany, DocumentParty } from './invoice-document.ts'

/** All that a statement prints. Money is integer minor units of `currency`; dates are 'YYYY-MM-DD'. */
export interface StatementDocument {
  language: 'en' | 'es'
  currency: string
  company: DocumentCompany
  customer: DocumentParty
  customerCode: string
  terms: string
  kind: StatementKind
  /** The end date. */
  on: string
  /** The first day of its month. */
  from: string
  aging: AgingStrip
  lines: Pick<
    StatementLine,
    'on' | 'kind' | 'number' | 'reference' | 'dueOn' | 'amountCents' | 'runningCents'
  >[]
  closingCents: number
  footer: string
}
