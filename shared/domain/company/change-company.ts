import { z } from 'zod'
import { changesOf, isRefusal, mergeChanges } from '../changes.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
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
  decide(p, view) {
    const company = companyOf(view)
    if (!company) return reject('unknown-company')
    const changed = mergeChanges(company, p.changes)
    return isRefusal(changed) ? { refusal: changed } : accept([put('companies', changed)])
  },
})
