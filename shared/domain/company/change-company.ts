import { z } from 'zod'
import { changesOf, isRefusal, mergeChanges } from '../changes.ts'
import { accept, type CommandContext, defineCommand, type Job, put, reject } from '../command.ts'
import { row } from '../view.ts'
import { COMPANY } from './company-fields.ts'
import { COMPANY_ROW, companyOf } from './company-of.ts'

/** Edits the company's settings. */
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
    const changed = mergeChanges(company, p.changes)
    if (isRefusal(changed)) return { refusal: changed }
    return accept(
      [put('companies', changed)],
      WHEN_TO_SEND.some(field => field in p.changes) ? lookJobs(context) : [],
    )
  },
})

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
