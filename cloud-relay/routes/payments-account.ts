import type { Hono } from 'hono'
import { connectAccountRequest, paymentsAccountRequest } from '../../shared/protocol/sync.ts'
import type { PaymentsSetup } from '../gateways/payments-setup.ts'
import { isTestKey } from '../gateways/stripe/stripe-config.ts'
import { type Api, countTry, deviceOf, mustBeAdmin, userOf } from './api.ts'
import { ProblemError } from './problem.ts'
import { readBody } from './read-body.ts'

/**
 * `PUT /v1/payments-account`: an admin enters the keys of the company's account at Stripe. They are tried, sealed and never
 * told again. `GET` answers what to enter at Stripe.
 */
export function addPaymentsAccount(app: Hono, api: Api, setup: PaymentsSetup): void {
  app.get('/v1/payments-account', async c => {
    const device = await deviceOf(api, c)
    mustBeAdmin(await userOf(api, c, device))
    return c.json(await setup.instructions(device.companyId))
  })

  app.post('/v1/payments-account/connect', async c => {
    const device = await deviceOf(api, c)
    const user = await userOf(api, c, device)
    mustBeAdmin(user)
    countTry(api, api.addressOf(c))
    const wish = await readBody(c, connectAccountRequest, 1_024)
    const connected = await setup.connect(device.companyId, wish, user.id)
    if ('refused' in connected) {
      throw connected.refused === 'no-platform'
        ? new ProblemError('not-found', 'This relay has no platform at Stripe.')
        : new ProblemError('busy', 'Stripe could not be reached. Nothing was changed.')
    }
    return c.json(connected)
  })

  app.put('/v1/payments-account', async c => {
    const device = await deviceOf(api, c)
    const user = await userOf(api, c, device)
    mustBeAdmin(user)
    countTry(api, api.addressOf(c))
    const { secretKey, publishableKey, webhookSecret, ...rest } = await readBody(
      c,
      paymentsAccountRequest,
      8_192,
    )
    if (isTestKey(secretKey) !== isTestKey(publishableKey)) {
      throw new ProblemError('invalid', 'One key is a test key, the other a live one.', {
        field: 'publishableKey',
      })
    }
    const { keepsKeys } = await setup.instructions(device.companyId)
    if (!keepsKeys) throw new ProblemError('not-found', 'This relay has no key to keep secrets under.')
    const keys = { secretKey, publishableKey, webhookSecrets: [webhookSecret], ...rest }
    const entered = await setup.enter(device.companyId, keys, user.id)
    if ('refused' in entered) {
      if (entered.refused === 'taken') {
        throw new ProblemError('invalid', 'Another company of this relay has this account.', {
          field: 'connectedAccount',
        })
      }
      throw entered.refused === 'keys'
        ? new ProblemError('invalid', 'Stripe does not take this key.', { field: 'secretKey' })
        : new ProblemError('busy', 'Stripe could not be reached. Nothing was changed.')
    }
    return c.json({ account: entered })
  })
}
