import type { RelayPorts } from '../ports.ts'
import type { CompanyKeys } from './company-keys.ts'
import { hashToken, isToken } from './tokens.ts'

/** Whose link a token opens, and which mail it came in. */
export interface FoundLink {
  companyId: string
  linkId: string
  mailId: string
}

/** Stands in for a company that is not there, so that a wrong address takes the same steps as a right one. */
const NOBODY = '00000000-0000-7000-8000-000000000000'

/** The link behind the two parts of its address, or null. */
export async function findLink(
  ports: Pick<RelayPorts, 'store'>,
  keys: CompanyKeys,
  companyKey: string,
  token: string,
): Promise<FoundLink | null> {
  const companyId = await keys.companyOf(companyKey)
  const tokenHash = hashToken(token)
  const row = await ports.store.read(sql =>
    sql.one<{ link_id: string; mail_id: string }>(
      'SELECT link_id, mail_id FROM link_token WHERE company_id = $1 AND token_hash = $2',
      [companyId ?? NOBODY, tokenHash],
    ),
  )
  if (companyId === null || row === null || !isToken(token)) return null
  return { companyId, linkId: row.link_id, mailId: row.mail_id }
}
