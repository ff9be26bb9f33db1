import type { Outcome } from '../../shared/protocol/sync.ts'
import type { Sql } from '../ports.ts'

/** Outcomes of those commands among `ids` that the company has decided, up to revision `upTo`, by command id. */
export async function storedOutcomes(
  sql: Sql,
  companyId: string,
  ids: readonly string[],
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<Map<string, Outcome>> {
  const rows = await sql.lookup<{ id: string; outcome: Outcome['outcome']; rev: number; refusal: string }>(
    'SELECT cmd_id AS id, outcome, rev, refusal FROM command_log WHERE company_id = $1',
    [companyId],
    ['cmd_id'],
    ids.map(id => [id]),
  )
  return new Map(
    rows
      // A condition on `rev` in the statement would make PostgreSQL walk the log by revision.
      .filter(({ rev }) => rev <= upTo)
      .map(({ id, outcome, rev, refusal }) => [
        id,
        { id, outcome, rev, refusal: refusal === '' ? null : JSON.parse(refusal) },
      ]),
  )
}
