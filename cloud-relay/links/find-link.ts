import { PHONE_TOKEN_MS } from '../../shared/domain/payment-link/take-by-phone.ts'
import type { RelayPorts } from '../ports.ts'
import type { CompanyKeys } from './company-keys.ts'
import { isByPhone } from './phone-visit.ts'
import { hashToken, isToken } from './tokens.ts'

/** Whose link a token opens, and which mail it came in. */
export interface FoundLink {
  companyId: string
  linkId: string
  mailId: string
}

/** Stands in for a company that is not there, so that a wrong address takes the same steps as a right one. */
const NOBODY = '00000000-0000-7000-8000-000000000000'

/** Finds the link behind the two parts of its address. */
export interface LinkFinder {
  /** Null for an address that opens nothing; finding that out takes the same steps. */
  find(companyKey: string, token: string): Promise<FoundLink | null>
}

const MAX_KEPT = 5_000

/** What a token opens never changes, so found ones are kept, by their hash. */
export function createLinkFinder(ports: Pick<RelayPorts, 'store' | 'clock'>, keys: CompanyKeys): LinkFinder {
  const kept = new Map<string, FoundLink>()
  return {
    async find(companyKey, token) {
      const companyId = (await keys.companyOf(companyKey)) ?? NOBODY
      const tokenHash = hashToken(token)
      const known = kept.get(tokenHash)
      if (known?.companyId === companyId) return known
      const row = await ports.store.read(sql =>
        sql.one<{ link_id: string; mail_id: string; made_at: number }>(
          'SELECT link_id, mail_id, made_at FROM link_token WHERE company_id = $1 AND token_hash = $2',
          [companyId, tokenHash],
        ),
      )
      if (row === null || !isToken(token)) return null
      const found = { companyId, linkId: row.link_id, mailId: row.mail_id }
      // The staff's own address is for now, not for a browser's history.
      if (isByPhone(found)) return ports.clock.now() - row.made_at < PHONE_TOKEN_MS ? found : null
      kept.set(tokenHash, found)
      if (kept.size > MAX_KEPT) kept.delete(kept.keys().next().value!)
      return found
    },
  }
}
