import type { Hono } from 'hono'
import { pushRequest } from '../../shared/protocol/sync.ts'
import { takePush } from '../ledger/take-push.ts'
import { type Api, deviceOf } from './api.ts'
import { readSpoken } from './check-protocol.ts'

/** Fifty orders of a thousand lines each. */
const MAX_BYTES = 24 * 1024 * 1024

/** `POST /v1/push`: up to 50 commands in one transaction. */
export function addPush(app: Hono, api: Api): void {
  app.post('/v1/push', async c => {
    const { companyId, deviceId } = await deviceOf(api, c)
    const request = await readSpoken(c, pushRequest, MAX_BYTES)
    return c.json(await api.relay.locked(companyId, company => takePush(company, deviceId, request)))
  })
}
