import type { AgingAnswers } from '../../../../shared/protocol/aging-asks.ts'
import { ownCustomers, type QueryContext } from './query-context.ts'

/**
 * `statement.unreachable`: whom of these customers no statement can be mailed to. Their addresses are those of
 * `statementAddresses`, and one is blocked as `suppressionOf` has it.
 */
export function statementUnreachable(
  q: Pick<QueryContext, 'sql' | 'ownerId'>,
  customerIds: readonly string[],
): AgingAnswers['statement.unreachable'] {
  return q
    .sql(
      `WITH asked AS (
         SELECT c.id, c.name, c.nameOrder, iif(c.statementEmails = '[]', c.invoiceEmails, c.statementEmails) AS emails
         FROM json_each(@ids) wanted CROSS JOIN customers c ON c.id = wanted.value
         WHERE 1 ${ownCustomers(q, 'c.id')})
       SELECT id AS customerId, name, iif(emails = '[]', 'no-address', 'blocked') AS why FROM asked
       WHERE NOT EXISTS (
         SELECT 1 FROM json_each(emails) email WHERE NOT EXISTS (
           SELECT 1 FROM suppressed_addresses s
           WHERE s.address = lower(trim(email.value)) AND s.scope = 'all' AND s.liftedAt IS NULL))
       ORDER BY nameOrder, id`,
    )
    .all({ ids: JSON.stringify(customerIds), ownerId: q.ownerId }) as AgingAnswers['statement.unreachable']
}
