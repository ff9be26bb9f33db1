import { hash } from 'node:crypto'
import type { Random } from '../../shared/lib/ids.ts'

/** What a mail carries and what the database keeps of it. */
export interface NewToken {
  /** The secret: 32 random bytes in base64url. It goes into one mail and nowhere else. */
  token: string
  tokenHash: string
  last4: string
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** Makes the secret part of a payment link. */
export function newToken(random: Random): NewToken {
  const token = Buffer.from(random.bytes(32)).toString('base64url')
  return { token, tokenHash: hashToken(token), last4: token.slice(-4) }
}

/** SHA-256 of a token in base64url: the only form in which a token is stored or looked up. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url')
}

/** True when a text has the shape of a token. */
export function isToken(text: string): boolean {
  return TOKEN.test(text)
}

/** The address a customer opens. `publicUrl` has no slash at its end. */
export function linkUrl(publicUrl: string, companyKey: string, token: string): string {
  return `${publicUrl}/l/${companyKey}/${token}`
}
