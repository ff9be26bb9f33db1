import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand, put, type ReadSoFar, reject, type Write } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { fold } from '../fold.ts'
import { refuse } from '../rejections.ts'
import { newTask } from '../task/new-task.ts'
import { claim, type Read, row, rows } from '../view.ts'
import {
  CUSTOMER_ADVANCED,
  CUSTOMER_ADVANCED_DEFAULTS,
  CUSTOMER_BASIC,
  customerCode,
} from './customer-fields.ts'
import { customerReads, keptCustomer } from './kept-customer.ts'
import { mayEditAdvanced } from './may-edit-advanced.ts'
import { sameBy } from './same-customer.ts'

const ADVANCED = Object.keys(CUSTOMER_ADVANCED) as (keyof typeof CUSTOMER_ADVANCED)[]

/**
 * Adds a customer; the Advanced tab's fields other than their defaults need the right to them besides. Two desktops that add the same customer while apart both succeed, because orders may hang on each already: a code that is taken gets a
 * suffix, and a task asks whether they are one, as it does for the same name with the same phone or address.
 */
export const addCustomer = keepingBalances(
  defineCommand({
    name: 'customer.add',
    version: 3,
    class: 'request',
    by: 'user',
    permission: 'customers.edit',
    payload: z.strictObject({ customerId: id, code: customerCode, ...CUSTOMER_BASIC, ...CUSTOMER_ADVANCED }),
    reads: (p, view) => [
      row('companies', COMPANY_ROW),
      row('customers', p.customerId),
      claim(`customer.code:${fold(p.code)}`),
      rows('customers', 'nameKey', fold(p.name)),
      ...codeHolder(p.code, view),
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
      const holder = view.holder(`customer.code:${fold(fields.code)}`)
      const code = holder === null ? fields.code : `${fields.code}-${context.commandId.slice(-4)}`
      const nameKey = fold(fields.name)
      const added = { id: customerId, ...fields, code, nameKey, mergedIntoId: null }
      const writes: Write[] = [put('customers', added)]
      const twin =
        holder === null
          ? view
              .list('customers', 'nameKey', nameKey)
              .find(other => !other.mergedIntoId && sameBy(added, other))
          : keptCustomer(holder, view)
      if (twin) {
        const same = holder === null ? (sameBy(added, twin) ?? '') : 'code'
        const params = {
          same,
          name: fields.name,
          typed: fields.code,
          code,
          twinId: twin.id,
          twin: twin.name,
          twinCode: twin.code,
        }
        writes.push(newTask(context, 0, 'duplicate-customer', `customers:${customerId}`, customerId, params))
      }
      return accept(writes)
    },
  }),
  p => [p.customerId],
)

function codeHolder(code: string, view: ReadSoFar): Read[] {
  const holder = view.holder(`customer.code:${fold(code)}`)
  return holder === null ? [] : customerReads(holder, view)
}
