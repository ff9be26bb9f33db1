import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { changesOf, isRefusal, mergeChanges } from '../changes.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { fold } from '../fold.ts'
import { claim, row, rows } from '../view.ts'
import { CUSTOMER_ADVANCED, CUSTOMER_BASIC, customerCode } from './customer-fields.ts'
import { mayEditAdvanced } from './may-edit-advanced.ts'

/** Everything of a customer's that is in one currency. */
const DOCUMENTS = ['orders', 'invoices', 'payments', 'credits'] as const

/**
 * Edits a customer; the Advanced tab's fields need the right to them besides. The currency stays once there is a document in
 * it: balances, aging and statements add up one currency.
 */
export const changeCustomer = defineCommand({
  name: 'customer.change',
  version: 3,
  class: 'request',
  by: 'user',
  permission: 'customers.edit',
  payload: z.strictObject({
    customerId: id,
    changes: changesOf({ code: customerCode, ...CUSTOMER_BASIC, ...CUSTOMER_ADVANCED }),
  }),
  reads: p => [
    row('companies', COMPANY_ROW),
    row('customers', p.customerId),
    ...(p.changes.code ? [claim(`customer.code:${fold(p.changes.code.to)}`)] : []),
    ...(p.changes.currency ? DOCUMENTS.map(table => rows(table, 'customerId', p.customerId)) : []),
  ],
  customerOf: p => p.customerId,
  decide(p, view, context) {
    const advanced = Object.keys(p.changes).some(field => Object.hasOwn(CUSTOMER_ADVANCED, field))
    if (advanced && !mayEditAdvanced(view, context))
      return reject('not-allowed', { right: 'customers.edit-advanced' })
    const customer = view.get('customers', p.customerId)
    if (!customer) return reject('unknown-customer')
    if (customer.mergedIntoId) return reject('customer-merged', { customer: customer.name })
    const changed = mergeChanges(customer, p.changes)
    if (isRefusal(changed)) return { refusal: changed }
    const holder = p.changes.code ? view.holder(`customer.code:${fold(changed.code)}`) : null
    if (holder !== null && holder !== customer.id) {
      return reject('customer-code-taken', { code: changed.code }, 'changes.code')
    }
    if (
      changed.currency !== customer.currency &&
      DOCUMENTS.some(table => view.list(table, 'customerId', customer.id).length > 0)
    ) {
      const { name, currency } = customer
      return reject('currency-in-use', { customer: name, currency }, 'changes.currency')
    }
    if (!companyOf(view)?.terms.some(terms => terms.code === changed.termsCode)) {
      return reject('unknown-terms', { terms: changed.termsCode }, 'changes.termsCode')
    }
    return accept([put('customers', { ...changed, nameKey: fold(changed.name) })])
  },
})
