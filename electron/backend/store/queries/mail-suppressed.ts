import type { SuppressedAddressRow } from '../../../../shared/domain/mail/suppressed-address-row.ts'
import { suppressionKey } from '../../../../shared/domain/mail/suppressed-addresses.ts'
import type { Answers, ParsedInput } from '../../../../shared/protocol/desk.ts'
import { toRow } from '../row-codec.ts'
import { likePattern, ownCustomers, type QueryContext } from './query-context.ts'

const STATES = { active: 's.liftedAt IS NULL', lifted: 's.liftedAt IS NOT NULL', all: '1' }

/**
 * `mail.suppressed`: addresses that mails don't go to, and why, with the customer whom the mail was for (`address.allow`
 * asks the same); those who see their own customers see those of theirs.
 */
export function mailSuppressed(
  q: QueryContext,
  { search, addresses, state, limit }: ParsedInput<'mail.suppressed'>,
): Answers['mail.suppressed'] {
  const from = `FROM suppressed_addresses s LEFT JOIN mails m ON m.id = s.mailId
    LEFT JOIN customers mailed ON mailed.id = m.customerId
    LEFT JOIN customers c ON c.id = coalesce(mailed.mergedIntoId, mailed.id) LEFT JOIN users u ON u.id = s.liftedBy
    WHERE ${STATES[state]} AND (s.address LIKE @pattern ESCAPE '\\' OR c.name LIKE @pattern ESCAPE '\\')
      AND (@addresses IS NULL OR s.address IN (SELECT value FROM json_each(@addresses)))
      ${ownCustomers(q, 'c.id')}`
  const params = {
    pattern: likePattern(search),
    addresses: addresses && JSON.stringify(addresses.map(suppressionKey)),
    ownerId: q.ownerId,
  }
  const records = q
    .sql(
      `SELECT s.*, coalesce(c.id, '') AS customerId, coalesce(c.name, '') AS customerName,
         coalesce(u.name, '') AS liftedByName ${from} ORDER BY s.sinceAt DESC, s.id DESC LIMIT @limit`,
    )
    .all({ ...params, limit }) as Record<string, unknown>[]
  const { count } = q.sql(`SELECT COUNT(*) AS count ${from}`).get(params) as { count: number }
  return {
    rows: records.map(record => ({
      ...(toRow('suppressed_addresses', record) as SuppressedAddressRow),
      customerId: record.customerId as string,
      customerName: record.customerName as string,
      liftedByName: record.liftedByName as string,
    })),
    count,
  }
}
