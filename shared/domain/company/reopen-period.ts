import { z } from 'zod'
import { businessDate } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'
import { COMPANY_ROW, companyOf } from './company-of.ts'

/** Opens closed days again: `through` is the last one that stays closed, null for none. */
export const reopenPeriod = defineCommand({
  name: 'period.reopen',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'periods.reopen',
  payload: z.strictObject({ through: businessDate.nullable() }),
  reads: () => [row('companies', COMPANY_ROW)],
  decide(p, view) {
    const company = companyOf(view)
    if (!company) return reject('unknown-company')
    const { closedThrough } = company
    if (closedThrough === null || (p.through !== null && p.through >= closedThrough))
      return reject('period-open-already', { closedThrough: closedThrough ?? '' }, 'through')
    return accept([put('companies', { ...company, closedThrough: p.through })])
  },
})
