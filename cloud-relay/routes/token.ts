import type { Hono } from 'hono'
import { tokenRequest } from '../../shared/protocol/sync.ts'
import { isSignedBy, tokenText } from '../auth/device-key.ts'
import { hashSecret, newSecret, sameSecret } from '../auth/secret-text.ts'
import type { Api } from './api.ts'
import { ProblemError } from './problem.ts'
import { readBody } from './read-body.ts'

/**
 * `POST /v1/token`: a new access token for the refresh token and the device's signature. The refresh token rotates; the
 * previous one works until the new one was used, so an answer that got lost locks nobody out.
 */
export function addToken(app: Hono, api: Api): void {
  app.post('/v1/token', async c => {
    const request = await readBody(c, tokenRequest, 4_096)
    const { relay, tokens } = api
    const { companyId, deviceId, refreshToken, signature } = request
    const next = newSecret(relay.random)
    const now = relay.clock.now()
    const result = await relay.store.write(async sql => {
      const device = await sql.one<Device>(
        `UPDATE device SET last_seen_at = last_seen_at WHERE company_id = $1 AND device_id = $2
         RETURNING public_key, refresh_hash, previous_refresh_hash, revoked_at`,
        [companyId, deviceId],
      )
      const hash = hashSecret(refreshToken)
      if (!device || !isSignedBy(device.public_key, tokenText(deviceId, refreshToken), signature)) {
        return 'unauthorized'
      }
      if (device.revoked_at !== null) return 'device-revoked'
      const isCurrent = sameSecret(hash, device.refresh_hash)
      if (!isCurrent && !sameSecret(hash, device.previous_refresh_hash)) return 'unauthorized'
      await sql.run(
        `UPDATE device SET refresh_hash = $3, previous_refresh_hash = $4, last_seen_at = $5
         WHERE company_id = $1 AND device_id = $2`,
        [companyId, deviceId, hashSecret(next), hash, now],
      )
      return 'renewed'
    })
    if (result === 'device-revoked') throw new ProblemError(result, 'This device was switched off.')
    if (result === 'unauthorized') throw new ProblemError(result, 'The refresh token is not good.')
    const access = tokens.issueAccess(companyId, deviceId, now)
    return c.json({ accessToken: access.token, expiresAt: access.expiresAt, refreshToken: next })
  })
}

interface Device {
  public_key: string
  refresh_hash: string
  previous_refresh_hash: string
  revoked_at: number | null
}
