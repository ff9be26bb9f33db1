import type { Context } from 'hono'
import type { DocumentFonts } from '../../shared/documents/document-fonts.ts'
import type { FindReported } from '../gateways/platform-reports.ts'
import { type BrowserKeys, createBrowserKeys } from '../links/browser-keys.ts'
import type { CompanyKeys } from '../links/company-keys.ts'
import { createLinkFinder, type LinkFinder } from '../links/find-link.ts'
import type { NamedGateway } from '../links/named-gateway.ts'
import { createNonces, type Nonces } from '../links/nonces.ts'
import { createLinkPages, type LinkPages } from '../links/page-state.ts'
import type { Payments } from '../links/payments.ts'
import { createRandomPool } from '../links/random-pool.ts'
import { createRateLimiter, type RateLimiter } from '../links/rate-limits.ts'
import { createSigner, type Signer } from '../links/signer.ts'
import { createVisits, type Visits } from '../links/visits.ts'
import type { RelayPorts } from '../ports.ts'
import { createGatewayCheck, type GatewayCheck } from './gateway-check.ts'

/** What the public pages are given besides the relay's ports. */
export interface PageParts {
  /** Origin under which payers reach the relay, without a slash at its end. */
  publicUrl: string
  /** The relay's secret: signs nonces and cookies. */
  secret: Uint8Array
  keys: CompanyKeys
  payments: Payments
  /** The adapter for a company's payments account; null when it has none that is active. */
  gatewayOf(companyId: string): Promise<NamedGateway | null>
  /** Left out where the operator has no platform at Stripe. */
  findReported?: FindReported
  /** Where an address for connecting an account leads on to; null where to nowhere. */
  onboardingUrl?(companyKey: string, pass: string): Promise<string | null>
  fonts: DocumentFonts
  /** The payer's network address, as far as the relay trusts its proxies. */
  addressOf(c: Context): string
  limits?: Partial<PageLimits>
  /** Aborted when the relay stops: ends the streams of open pages. */
  closing?: AbortSignal
}

/** Requests per minute. */
export interface PageLimits {
  perAddress: number
  /** POSTs of one address. */
  postsPerAddress: number
  perLink: number
  perCompany: number
  /** Open live streams of the whole process. */
  streams: number
}

const DEFAULT_LIMITS: PageLimits = {
  perAddress: 240,
  postsPerAddress: 40,
  perLink: 240,
  perCompany: 6000,
  streams: 2000,
}

/** What the routes work with. */
export interface PageTools {
  ports: RelayPorts
  parts: PageParts
  nonces: Nonces
  visits: Visits
  gateways: GatewayCheck
  finder: LinkFinder
  links: LinkPages
  addresses: Signer
  browsers: BrowserKeys
  limits: PageLimits
  limiters: { address: RateLimiter; posts: RateLimiter; link: RateLimiter; company: RateLimiter }
}

/** Makes what the routes share. */
export function pageTools(given: RelayPorts, parts: PageParts): PageTools {
  const ports = { ...given, random: createRandomPool(given.random) }
  const limits = { ...DEFAULT_LIMITS, ...parts.limits }
  const limiter = (perMinute: number) => createRateLimiter(ports.clock, { perMinute })
  return {
    ports,
    parts,
    nonces: createNonces({ ...ports, secret: parts.secret }),
    visits: createVisits({ ...ports, secret: parts.secret, publicUrl: parts.publicUrl }),
    finder: createLinkFinder(ports, parts.keys),
    links: createLinkPages(ports),
    gateways: createGatewayCheck(ports, parts.gatewayOf),
    browsers: createBrowserKeys({ ...ports, secret: parts.secret, publicUrl: parts.publicUrl }),
    addresses: createSigner(parts.secret, 'address'),
    limits,
    limiters: {
      address: limiter(limits.perAddress),
      posts: limiter(limits.postsPerAddress),
      link: limiter(limits.perLink),
      company: limiter(limits.perCompany),
    },
  }
}
