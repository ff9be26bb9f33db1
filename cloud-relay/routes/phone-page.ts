import type { Hono } from 'hono'
import { refuseByPhone } from '../../shared/domain/payment-link/refuse-by-phone.ts'
import { chargeableByPhone, phoneReads } from '../../shared/domain/payment-link/take-by-phone.ts'
import { newId } from '../../shared/lib/ids.ts'
import { phonePageRequest } from '../../shared/protocol/sync.ts'
import type { CompanyKeys } from '../links/company-keys.ts'
import { issueToken } from '../links/issue-token.ts'
import { phoneMark } from '../links/phone-visit.ts'
import { type Api, deviceOf, userOf } from './api.ts'
import { ProblemError } from './problem.ts'
import { readBody } from './read-body.ts'

/**
 * `POST /v1/phone-page`: the payment page for whoever takes a customer's card over the telephone, for invoices or for a pending
 * order. Its address opens for a quarter of an hour; nothing of the card ever reaches a desktop.
 */
export function addPhonePage(app: Hono, api: Api, keys: CompanyKeys): void {
  app.post('/v1/phone-page', async c => {
    const device = await deviceOf(api, c)
    const { companyId } = device
    const user = await userOf(api, c, device)
    const asked = await readBody(c, phonePageRequest, 8_192)
    const { relay } = api
    const companyKey = await keys.keyOf(companyId)
    const linkId = newId(relay.clock, relay.random)
    const token = await relay.inCompany(companyId, async tx => {
      const payload = { ...asked, orderId: asked.orderId ?? null, linkId, userId: user.id }
      const view = await tx.gather(() => phoneReads(payload))
      if (refuseByPhone(user, payload, view) !== null) {
        throw new ProblemError('not-allowed', 'This customer’s payments are not for this user.')
      }
      if (chargeableByPhone(payload, view).length === 0) return null
      const id = newId(relay.clock, relay.random)
      const actor = { kind: 'relay' as const }
      await tx.run({ id, name: 'link.take-by-phone', payload, actor, at: relay.clock.now() })
      return issueToken(tx.sql, companyId, { linkId, mailId: phoneMark(user.id) }, relay)
    })
    if (token === null) return c.json({ path: null, linkId: null })
    relay.log.info({ companyId, linkId, by: user.id }, 'a payment page was opened for a card by telephone')
    return c.json({ path: `/l/${companyKey}/${token.token}`, linkId })
  })
}
