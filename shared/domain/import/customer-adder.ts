import { put, type Write } from '../command.ts'
import { companyOf } from '../company/company-of.ts'
import { sameBy } from '../customer/same-customer.ts'
import { fold } from '../fold.ts'
import { refuse } from '../rejections.ts'
import { newTask } from '../task/new-task.ts'
import { rows } from '../view.ts'
import type { ImportedRows } from './import-rows.ts'
import type { RowAdder } from './row-adder.ts'

/** A customer of a file, checked as `customer.add` does; a code that is here already is that customer. */
export const customerAdder: RowAdder<ImportedRows['customers']> = {
  claim: row => `customer.code:${fold(row.code)}`,
  reads: row => [rows('customers', 'nameKey', fold(row.name))],
  customerId: () => null,
  isSame: () => true,
  add(row, ids, view, context) {
    if (!companyOf(view)?.terms.some(terms => terms.code === row.termsCode))
      return refuse('unknown-terms', { terms: row.termsCode }, 'termsCode')
    const id = ids(0)
    const nameKey = fold(row.name)
    const customer = { id, ...row, nameKey, mergedIntoId: null }
    const writes: Write[] = [
      put('customers', customer),
      put('customer_balances', { id, openCents: 0, unappliedCents: 0, pendingCents: 0 }),
    ]
    const twin = view
      .list('customers', 'nameKey', nameKey)
      .find(other => !other.mergedIntoId && sameBy(customer, other))
    if (twin) {
      const params = {
        same: sameBy(customer, twin) ?? '',
        name: row.name,
        typed: row.code,
        code: row.code,
        twinId: twin.id,
        twin: twin.name,
        twinCode: twin.code,
      }
      writes.push(
        newTask({ ...context, derive: ids }, 1, 'duplicate-customer', `customers:${id}`, id, params),
      )
    }
    return { addedId: id, writes }
  },
}
