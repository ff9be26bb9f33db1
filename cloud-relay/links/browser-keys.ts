import { hash } from 'node:crypto'
import type { Random } from '../../shared/lib/ids.ts'
import { createSigner } from './signer.ts'

/**
 * Tells a customer's browser again that had a card or bank account kept, by a key in an HttpOnly cookie. Links are bearer
 * links that get forwarded, and a code by mail would prove no more than the link, which came by the same mail. So a kept
 * method needs both: a link of its customer, and the browser in which it was typed and agreed to.
 */
export interface BrowserKeys {
  /** The SHA-256 of the key that the request's cookies carry for this customer, or null. */
  read(cookieHeader: string | undefined, customer: KeyOwner): string | null
  /** A `Set-Cookie` that keeps the request's key longer, or gives a new one, with its SHA-256. */
  give(cookieHeader: string | undefined, customer: KeyOwner): { cookie: string; browser: string }
}

export interface KeyOwner {
  companyId: string
  customerId: string
}

/** As long as browsers keep a cookie at most. */
const MAX_AGE_S = 400 * 86_400
const KEY = /^[A-Za-z0-9_-]{43}$/

/** The keys over the relay's secret. As with visits, `__Host-` and `Secure` are left out on loopback without TLS. */
export function createBrowserKeys(ports: {
  random: Random
  secret: Uint8Array
  publicUrl: string
}): BrowserKeys {
  const signer = createSigner(ports.secret, 'browser-key')
  const secure = ports.publicUrl.startsWith('https://')

  function nameOf({ companyId, customerId }: KeyOwner): string {
    return `${secure ? '__Host-' : ''}florin-kept-${signer.sign(`${companyId} ${customerId}`).slice(0, 12)}`
  }

  function keyIn(cookieHeader: string | undefined, customer: KeyOwner): string | null {
    const prefix = `${nameOf(customer)}=`
    const key = cookieHeader
      ?.split('; ')
      .find(each => each.startsWith(prefix))
      ?.slice(prefix.length)
    return key !== undefined && KEY.test(key) ? key : null
  }

  return {
    read(cookieHeader, customer) {
      const key = keyIn(cookieHeader, customer)
      return key === null ? null : hash('sha256', key, 'hex')
    },
    give(cookieHeader, customer) {
      const key = keyIn(cookieHeader, customer) ?? Buffer.from(ports.random.bytes(32)).toString('base64url')
      const attributes = `Path=/; Max-Age=${MAX_AGE_S}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
      return { cookie: `${nameOf(customer)}=${key}; ${attributes}`, browser: hash('sha256', key, 'hex') }
    },
  }
}
