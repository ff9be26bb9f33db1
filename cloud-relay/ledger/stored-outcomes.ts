import type { Outcome } from '../../shared/protocol/sync.ts'
import type { Sql } from '../ports.ts'

const CHUNKS = [1, 10, 100, 1000]

/** Outcomes of those commands among `ids` that the company has decided, up to revision `upTo`, by command id. */
export async function storedOutcomes(
  sql: Sql,
  companyId: string,
  ids: readonly string[],
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<Map<string, Outcome>> {
  const found = new Map<string, Outcome>()
  const largest = CHUNKS.at(-1)!
  for (let from = 0; from < ids.length; from += largest) {
    const some = ids.slice(from, from + largest)
    const size = CHUNKS.find(chunk => chunk >= some.length)!
    // Filled up with the first id, so that only few different statements exist.
    const padded = Array.from({ length: size }, (_, at) => some[at] ?? some[0]!)
    const places = padded.map((_, at) => `$${at + 3}`).join(', ')
    const rows = await sql.all<{ id: string; outcome: Outcome['outcome']; rev: number; refusal: string }>(
      `SELECT cmd_id AS id, outcome, rev, refusal FROM command_log
       WHERE company_id = $1 AND rev <= $2 AND cmd_id IN (${places})`,
      [companyId, upTo, ...padded],
    )
    for (const { id, outcome, rev, refusal } of rows) {
      found.set(id, { id, outcome, rev, refusal: refusal === '' ? null : JSON.parse(refusal) })
    }
  }
  return found
}
