import { z } from 'zod'
import { type Changes, changesOf, isRefusal, mergeChanges } from '../changes.ts'
import { accept, type CommandContext, defineCommand, type Job, put, reject } from '../command.ts'
import { row } from '../view.ts'
import { COMPANY } from './company-fields.ts'
import { COMPANY_ROW, companyOf } from './company-of.ts'
import type { CompanyRow } from './company-row.ts'
import type { PaymentsAccount } from './payments-account.ts'

/**
 * Edits the company's settings. Of the payments account that is which gateway is in use and whether it is paused: what is
 * known of the account at Stripe comes from the relay alone (`company.record-payments-account`) and stays as it is.
 */
export const changeCompany = defineCommand({
  name: 'company.change',
  version: 3,
  class: 'request',
  by: 'user',
  permission: 'setup',
  payload: z.strictObject({ changes: changesOf(COMPANY) }),
  reads: () => [row('companies', COMPANY_ROW)],
  decide(p, view, context) {
    const company = companyOf(view)
    if (!company) return reject('unknown-company')
    const { paymentsAccount } = p.changes
    if (paymentsAccount?.to === null && company.paymentsAccount?.stripe)
      return reject('invalid', { field: 'paymentsAccount' }, 'changes.paymentsAccount')
    const changed = mergeChanges(company, withKnownStripe(p.changes, company))
    if (isRefusal(changed)) return { refusal: changed }
    return accept(
      [put('companies', changed)],
      WHEN_TO_SEND.some(field => field in p.changes) ? lookJobs(context) : [],
    )
  },
})

/** The changes with what the relay knows of the account at Stripe, whatever they say of it. */
function withKnownStripe(
  changes: Changes<CompanyRow>,
  { paymentsAccount: current }: CompanyRow,
): Changes<CompanyRow> {
  const asked = changes.paymentsAccount
  if (!asked) return changes
  const known = (account: PaymentsAccount | null): PaymentsAccount | null => {
    if (account === null) return null
    const { stripe: _, ...chosen } = account
    return { ...chosen, ...(current?.stripe && { stripe: current.stripe }) }
  }
  return { ...changes, paymentsAccount: { from: known(asked.from), to: known(asked.to) } }
}

/** What decides when the relay sends mails by itself. */
const WHEN_TO_SEND = [
  'timeZone',
  'automaticInvoiceHour',
  'remindersEnabled',
  'reminderDays',
  'reminderHour',
  'quietFromHour',
  'quietUntilHour',
] as const

/** The relay looks anew at what it sends, and when. */
function lookJobs({ commandId }: CommandContext): Job[] {
  return [{ kind: 'robot.look', key: `robot:${commandId}`, payload: { changed: commandId } }]
}
