import type { Clock, Random } from '../../shared/lib/ids.ts'
import type { Sql } from '../ports.ts'
import { type NewToken, newToken } from './tokens.ts'

/** Makes one more token that opens a link, for one try to send one mail, in this transaction. */
export async function issueToken(
  sql: Sql,
  companyId: string,
  link: { linkId: string; mailId: string },
  ports: { clock: Clock; random: Random },
): Promise<NewToken> {
  const token = newToken(ports.random)
  await sql.run(
    'INSERT INTO link_token (company_id, token_hash, link_id, mail_id, last4, made_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [companyId, token.tokenHash, link.linkId, link.mailId, token.last4, ports.clock.now()],
  )
  return token
}
