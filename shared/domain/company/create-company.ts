import { z } from 'zod'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'
import { COMPANY } from './company-fields.ts'
import { COMPANY_ROW } from './company-of.ts'

/** The company itself comes into being: given once by the relay that was handed the setup token. */
export const createCompany = defineCommand({
  name: 'company.create',
  version: 3,
  class: 'request',
  by: 'relay',
  permission: null,
  payload: z.strictObject(COMPANY),
  reads: () => [row('companies', COMPANY_ROW)],
  decide(p, view) {
    if (view.get('companies', COMPANY_ROW)) return reject('already-exists')
    return accept([put('companies', { id: COMPANY_ROW, ...p })])
  },
})
