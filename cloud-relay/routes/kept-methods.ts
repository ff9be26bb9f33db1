import type { Hono } from 'hono'
import { grantFor } from '../../shared/domain/permissions.ts'
import { row } from '../../shared/domain/view.ts'
import { keptMethodsRequest } from '../../shared/protocol/sync.ts'
import { keptFor, removeKept } from '../links/saved-methods.ts'
import { type Api, deviceOf, userOf } from './api.ts'
import { ProblemError } from './problem.ts'
import { readBody } from './read-body.ts'

/**
 * `POST /v1/kept-methods`: the cards and bank accounts that a customer's payers had kept, for whoever may edit the customer;
 * the one named is removed first. Nobody can charge them from here.
 */
export function addKeptMethods(app: Hono, api: Api): void {
  app.post('/v1/kept-methods', async c => {
    const { companyId, ...device } = await deviceOf(api, c)
    const user = await userOf(api, c, { companyId, ...device })
    const { customerId, removeId } = await readBody(c, keptMethodsRequest, 1_024)
    const { relay } = api
    const grant = grantFor(user, 'customers.edit')
    const view = await relay.gatherIn(companyId, () => [row('customers', customerId)])
    const customer = view.get('customers', customerId)
    if (grant === null || (grant !== 'all' && customer?.salespersonId !== user.id)) {
      throw new ProblemError('not-allowed', 'This customer is not for this user.')
    }
    const now = relay.clock.now()
    if (removeId !== null) {
      const kept = { id: removeId, customerId, by: user.id }
      if (await relay.inCompany(companyId, tx => removeKept(tx, kept, now))) {
        relay.log.info({ companyId, customerId, by: user.id }, 'a kept method was removed by staff')
      }
    }
    const methods = await relay.store.read(sql => keptFor(sql, companyId, customerId, now))
    return c.json({
      methods: methods.map(({ id, kind, brand, last4, expires, agreedBy, agreedAt }) => ({
        id,
        kind,
        brand,
        last4,
        expires,
        agreedBy,
        agreedAt,
      })),
    })
  })
}
