import { z } from 'zod'
import { businessDateAt } from '../../lib/dates.ts'
import { businessDate } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'
import { COMPANY_ROW, companyOf } from './company-of.ts'

/**
 * Closes the books through a day: from then on nothing may be dated on it or before. Only days that are over, by the
 * company's time zone at the instant it is given, and only forward.
 */
export const closePeriod = defineCommand({
  name: 'period.close',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'periods.close',
  payload: z.strictObject({ through: businessDate }),
  reads: () => [row('companies', COMPANY_ROW)],
  decide(p, view, context) {
    const company = companyOf(view)
    if (!company) return reject('unknown-company')
    const { closedThrough, timeZone } = company
    if (closedThrough !== null && p.through <= closedThrough)
      return reject('period-closed-already', { closedThrough }, 'through')
    if (p.through >= businessDateAt(context.at, timeZone))
      return reject('period-not-over', { through: p.through }, 'through')
    return accept([put('companies', { ...company, closedThrough: p.through })])
  },
})
