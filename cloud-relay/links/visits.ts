import type { Clock, Random } from '../../shared/lib/ids.ts'
import { isId } from '../../shared/lib/ids.ts'
import { createSigner } from './signer.ts'

/** Someone who holds a link and went past its landing page, as their browser's cookie tells. */
export interface Visit {
  companyId: string
  linkId: string
  /** The mail they came from: whose address the receipt is offered to. */
  mailId: string
  /** Tells one browser from another on the same link. */
  visitor: string
  /** Names the visit in the address: known to the browser's history, opens nothing by itself. */
  slug: string
}

/** Turns visits into cookies and back. */
export interface Visits {
  begin(companyId: string, linkId: string, mailId: string): Visit
  /** The `Set-Cookie` header. */
  cookieOf(visit: Visit): string
  /** The visit that the request's cookies prove for this company and slug, or null. */
  read(cookieHeader: string | undefined, companyId: string, slug: string): Visit | null
  /** The slug under which the request's cookies prove a visit of this link, or null. */
  slugHeld(cookieHeader: string | undefined, companyId: string, linkId: string): string | null
}

const MAX_AGE_S = 2 * 86_400

/**
 * Visits live in signed cookies only. One cookie per link, so two links open in two tabs stay apart. Over plain http
 * (loopback) browsers refuse `__Host-` and `Secure`, so both are left out there.
 */
export function createVisits(ports: {
  clock: Clock
  random: Random
  secret: Uint8Array
  publicUrl: string
}): Visits {
  const signer = createSigner(ports.secret, 'visit')
  const secure = ports.publicUrl.startsWith('https://')
  const nameOf = (slug: string) => `${secure ? '__Host-' : ''}florin-${slug}`
  const signed = (visit: Visit, time: string) =>
    `${visit.slug} ${visit.companyId} ${visit.linkId} ${visit.mailId} ${visit.visitor} ${time}`

  function slugOf(companyId: string, linkId: string): string {
    return signer.sign(`slug ${companyId} ${linkId}`).slice(0, 12)
  }

  function read(cookieHeader: string | undefined, companyId: string, slug: string): Visit | null {
    const prefix = `${nameOf(slug)}=`
    const cookie = cookieHeader?.split('; ').find(each => each.startsWith(prefix))
    if (cookie === undefined) return null
    const [linkId = '', mailId = '', visitor = '', time = '', signature = ''] = cookie
      .slice(prefix.length)
      .split('.')
    const visit = { companyId, linkId, mailId, visitor, slug }
    if (!isId(linkId) || !signer.fits(signed(visit, time), signature)) return null
    return ports.clock.now() - Number.parseInt(time, 36) > MAX_AGE_S * 1000 ? null : visit
  }

  return {
    read,

    slugHeld(cookieHeader, companyId, linkId) {
      if (!cookieHeader?.includes('florin-')) return null
      const slug = slugOf(companyId, linkId)
      return read(cookieHeader, companyId, slug)?.linkId === linkId ? slug : null
    },

    begin(companyId, linkId, mailId) {
      const visitor = Buffer.from(ports.random.bytes(9)).toString('base64url')
      return { companyId, linkId, mailId, visitor, slug: slugOf(companyId, linkId) }
    },

    cookieOf(visit) {
      const time = ports.clock.now().toString(36)
      const value = [visit.linkId, visit.mailId, visit.visitor, time, signer.sign(signed(visit, time))].join(
        '.',
      )
      const attributes = `Path=/; Max-Age=${MAX_AGE_S}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
      return `${nameOf(visit.slug)}=${value}; ${attributes}`
    },
  }
}
