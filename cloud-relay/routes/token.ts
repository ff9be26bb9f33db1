import type { Hono } from 'hono'
import { tokenRequest } from '../../shared/protocol/sync.ts'
import { isSignedBy, tokenText } from '../auth/device-key.ts'
import { hashSecret, sameSecret } from '../auth/secret-text.ts'
import type { Sql } from '../ports.ts'
import type { Api } from './api.ts'
import { ProblemError } from './problem.ts'
import { readBody } from './read-body.ts'

/**
 * `POST /v1/token`: a new access token for the refresh token and the device's signature. The refresh token rotates: the
 * last one answered and the one before it are good, and the same one is always answered by the same next one. So neither a
 * lost nor a late request locks a device out. Later ones are good too: a relay restored from a backup has forgotten them. So
 * are older ones, since the device's key signs each request: they come from a profile put back to an older copy, or from a
 * copy of it on a second computer, which goes on after a recovery; the relay's log says so.
 */
export function addToken(app: Hono, api: Api): void {
  app.post('/v1/token', async c => {
    const request = await readBody(c, tokenRequest, 4_096)
    const { relay, tokens } = api
    const { companyId, deviceId, refreshToken, signature } = request
    const now = relay.clock.now()
    const result = await relay.store.write(async sql => {
      const device = await sql.one<Device>(
        `UPDATE device SET last_seen_at = last_seen_at WHERE company_id = $1 AND device_id = $2
         RETURNING public_key, refresh_hash, previous_refresh_hash, renewal, revoked_at`,
        [companyId, deviceId],
      )
      const numbered = tokens.readRefresh(refreshToken, companyId, deviceId)
      if (!device)
        return numbered !== null && (await isCompany(sql, companyId)) ? 'device-unknown' : 'unauthorized'
      if (!isSignedBy(device.public_key, tokenText(deviceId, refreshToken), signature)) return 'unauthorized'
      if (device.revoked_at !== null) return 'device-revoked'
      const given = numbered ?? unnumbered(refreshToken, device)
      if (given === null) return 'unauthorized'
      if (given < device.renewal - 1) {
        relay.log.warn({ companyId, deviceId, given, newest: device.renewal }, 'an older profile of a device')
      }
      const next = given + 1
      await sql.run(
        'UPDATE device SET renewal = $3, last_seen_at = $4 WHERE company_id = $1 AND device_id = $2',
        [companyId, deviceId, Math.max(device.renewal, next), now],
      )
      return { next }
    })
    if (result === 'device-revoked') throw new ProblemError(result, 'This device was switched off.')
    if (result === 'device-unknown') {
      throw new ProblemError(
        result,
        'The relay was put back to before this device joined: it needs a new code.',
      )
    }
    if (result === 'unauthorized') throw new ProblemError(result, 'The refresh token is not good.')
    const access = tokens.issueAccess(companyId, deviceId, now)
    return c.json({
      accessToken: access.token,
      expiresAt: access.expiresAt,
      refreshToken: tokens.refreshToken(companyId, deviceId, result.next),
    })
  })
}

interface Device {
  public_key: string
  refresh_hash: string
  previous_refresh_hash: string
  renewal: number
  revoked_at: number | null
}

async function isCompany(sql: Sql, companyId: string): Promise<boolean> {
  return (await sql.one('SELECT company_id FROM company WHERE company_id = $1', [companyId])) !== null
}

// Tokens from before they were numbered count as the enrolment's.
function unnumbered(refreshToken: string, device: Device): number | null {
  const hash = hashSecret(refreshToken)
  return sameSecret(hash, device.refresh_hash) || sameSecret(hash, device.previous_refresh_hash) ? 0 : null
}
