import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject, type Write } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { fold } from '../fold.ts'
import { refuse } from '../rejections.ts'
import { newTask } from '../task/new-task.ts'
import { claim, row } from '../view.ts'
import {
  CUSTOMER_ADVANCED,
  CUSTOMER_ADVANCED_DEFAULTS,
  CUSTOMER_BASIC,
  customerCode,
} from './customer-fields.ts'
import { mayEditAdvanced } from './may-edit-advanced.ts'

const ADVANCED = Object.keys(CUSTOMER_ADVANCED) as (keyof typeof CUSTOMER_ADVANCED)[]

/**
 * Adds a customer; the Advanced tab's fields other than their defaults need the right to them besides. Two desktops that add the same code while apart both succeed: the second gets a suffix and a task,
 * because orders may hang on it already.
 */
export const addCustomer = defineCommand({
  name: 'customer.add',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'customers.edit',
  payload: z.strictObject({ customerId: id, code: customerCode, ...CUSTOMER_BASIC, ...CUSTOMER_ADVANCED }),
  reads: p => [
    row('companies', COMPANY_ROW),
    row('customers', p.customerId),
    claim(`customer.code:${fold(p.code)}`),
  ],
  entry: (p, view) =>
    view.holder(`customer.code:${fold(p.code)}`) === null
      ? null
      : refuse('customer-code-taken', { code: p.code }, 'code'),
  decide({ customerId, ...fields }, view, context) {
    const advanced = ADVANCED.some(field => fields[field] !== CUSTOMER_ADVANCED_DEFAULTS[field])
    if (advanced && !mayEditAdvanced(view, context))
      return reject('not-allowed', { right: 'customers.edit-advanced' })
    if (view.get('customers', customerId)) return reject('already-exists')
    if (!companyOf(view)?.terms.some(terms => terms.code === fields.termsCode)) {
      return reject('unknown-terms', { terms: fields.termsCode }, 'termsCode')
    }
    if (view.holder(`customer.code:${fold(fields.code)}`) === null) {
      return accept([put('customers', { id: customerId, ...fields })])
    }
    const code = `${fields.code}-${context.commandId.slice(-4)}`
    const params = { typed: fields.code, code }
    const writes: Write[] = [
      put('customers', { id: customerId, ...fields, code }),
      newTask(context, 0, 'duplicate-customer', `customers:${customerId}`, customerId, params),
    ]
    return accept(writes)
  },
})
