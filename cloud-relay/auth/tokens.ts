import { createHmac } from 'node:crypto'
import { isId } from '../../shared/lib/ids.ts'
import { deriveKey } from './derive-key.ts'
import { sameSecret } from './secret-text.ts'

/** How long an access token is good, in milliseconds: a revoked device is noticed at once all the same. */
export const ACCESS_TOKEN_LASTS = 15 * 60_000
/** How long a user token is good, in milliseconds: a working day. */
export const USER_TOKEN_LASTS = 12 * 3_600_000

export interface DeviceClaim {
  companyId: string
  deviceId: string
  expiresAt: number
}

export interface UserClaim extends DeviceClaim {
  userId: string
  issuedAt: number
}

/** Tokens that carry what they say under a MAC: any node reads them, none keeps them. */
export interface Tokens {
  issueAccess(companyId: string, deviceId: string, now: number): { token: string; expiresAt: number }
  readAccess(token: string, now: number): DeviceClaim | null
  issueUser(
    claim: { companyId: string; deviceId: string; userId: string },
    now: number,
  ): { token: string; expiresAt: number }
  readUser(token: string, now: number): UserClaim | null
  /** What a user token said when it was issued, however long ago: proof of a login, not a login. */
  readLogin(token: string): UserClaim | null
  /** The refresh token of a device's `renewal`: the same number, the same token. 0 is told at the enrolment. */
  refreshToken(companyId: string, deviceId: string, renewal: number): string
  /** Which renewal of this device a refresh token is of; null when it is none of this relay for this device. */
  readRefresh(token: string, companyId: string, deviceId: string): number | null
}

/** Makes and reads tokens under keys derived from the relay's secret. */
export function createTokens(secret: Uint8Array): Tokens {
  const accessKey = deriveKey(secret, 'access-token')
  const userKey = deriveKey(secret, 'user-token')
  const refreshKey = deriveKey(secret, 'refresh-token')
  return {
    issueAccess(companyId, deviceId, now) {
      const expiresAt = now + ACCESS_TOKEN_LASTS
      return { token: seal(accessKey, [companyId, deviceId, expiresAt.toString(36)]), expiresAt }
    },
    readAccess(token, now) {
      const [companyId, deviceId, expires] = open(accessKey, token, 3) ?? []
      if (!companyId || !deviceId || !expires || !isId(companyId) || !isId(deviceId)) return null
      const expiresAt = Number.parseInt(expires, 36)
      return expiresAt > now ? { companyId, deviceId, expiresAt } : null
    },
    issueUser({ companyId, deviceId, userId }, now) {
      const expiresAt = now + USER_TOKEN_LASTS
      return { token: seal(userKey, [companyId, deviceId, userId, now.toString(36)]), expiresAt }
    },
    readUser(token, now) {
      const claim = this.readLogin(token)
      return claim && claim.expiresAt > now ? claim : null
    },
    readLogin(token) {
      const [companyId, deviceId, userId, issued] = open(userKey, token, 4) ?? []
      if (!companyId || !deviceId || !userId || !issued) return null
      const issuedAt = Number.parseInt(issued, 36)
      return { companyId, deviceId, userId, issuedAt, expiresAt: issuedAt + USER_TOKEN_LASTS }
    },
    refreshToken(companyId, deviceId, renewal) {
      return `${renewal}.${mac(refreshKey, `${companyId}.${deviceId}.${renewal}`)}`
    },
    readRefresh(token, companyId, deviceId) {
      const [renewal = '', proof = '', ...more] = token.split('.')
      const isOurs = sameSecret(proof, mac(refreshKey, `${companyId}.${deviceId}.${renewal}`))
      return isOurs && more.length === 0 ? Number(renewal) : null
    },
  }
}

function seal(key: Buffer, parts: string[]): string {
  const text = parts.join('.')
  return `${text}.${mac(key, text)}`
}

function open(key: Buffer, token: string, count: number): string[] | null {
  const end = token.lastIndexOf('.')
  if (end < 0) return null
  const text = token.slice(0, end)
  if (!sameSecret(token.slice(end + 1), mac(key, text))) return null
  const parts = text.split('.')
  return parts.length === count ? parts : null
}

// Compared as text: the last character of base64url carries two bits that bytes don't know.
function mac(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}
