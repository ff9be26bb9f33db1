import type { Hono } from 'hono'
import { recoverRequest } from '../../shared/protocol/sync.ts'
import { beginRecovery } from '../ledger/begin-recovery.ts'
import { type Api, deviceOf } from './api.ts'
import { readSpoken } from './check-protocol.ts'

/** Two hundred tokens and the rest. */
const MAX_BYTES = 128 * 1024

/** `POST /v1/recover`: a desktop leaves its incarnation for a new one. */
export function addRecover(app: Hono, api: Api): void {
  app.post('/v1/recover', async c => {
    const device = await deviceOf(api, c)
    const request = await readSpoken(c, recoverRequest, MAX_BYTES)
    const logins = request.logins.flatMap(token => api.tokens.readLogin(token) ?? [])
    const epoch = await api.relay.locked(device.companyId, async company => {
      await beginRecovery(company, device, request, logins)
      return company.sql.one<{ epoch: number }>('SELECT epoch FROM company WHERE company_id = $1', [
        device.companyId,
      ])
    })
    return c.json({ epoch: epoch?.epoch ?? 0 })
  })
}
