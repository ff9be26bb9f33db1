import type { Sql } from '../ports.ts'
import { notePayChange } from './pay-requests.ts'

/** Limits that make a payment page useless for trying out stolen cards. */

const DECLINES_PER_LINK = 5
const FAILURES_PER_ADDRESS = 5
const HOUR_MS = 3_600_000

/** Whether a link has seen so many declines that it takes no more cards. */
export async function isLocked(sql: Sql, companyId: string, linkId: string): Promise<boolean> {
  const guard = await sql.one<{ declines: number }>(
    'SELECT declines FROM pay_guard WHERE company_id = $1 AND link_id = $2',
    [companyId, linkId],
  )
  return (guard?.declines ?? 0) >= DECLINES_PER_LINK
}

/** Whether an address (as its keyed hash) failed too often within the hour, on whatever link of the company. */
export async function hasFailedTooOften(
  sql: Sql,
  companyId: string,
  address: string,
  now: number,
): Promise<boolean> {
  const row = await sql.one<{ failures: number }>(
    'SELECT count(*) AS failures FROM pay_failure WHERE company_id = $1 AND address = $2 AND failed_at > $3',
    [companyId, address, now - HOUR_MS],
  )
  return Number(row?.failures ?? 0) >= FAILURES_PER_ADDRESS
}

/** Counts a decline on its link and, where it is known, on the address it came from. `effect` makes it count once. */
export async function countDecline(
  sql: Sql,
  companyId: string,
  decline: { linkId: string; address: string | null; effect: string; at: number },
): Promise<void> {
  await notePayChange(sql, companyId)
  await sql.run(
    `INSERT INTO pay_guard (company_id, link_id, declines) VALUES ($1, $2, 1)
     ON CONFLICT (company_id, link_id) DO UPDATE SET declines = pay_guard.declines + 1`,
    [companyId, decline.linkId],
  )
  if (decline.address === null) return
  await sql.run('DELETE FROM pay_failure WHERE company_id = $1 AND failed_at < $2', [
    companyId,
    decline.at - HOUR_MS,
  ])
  await sql.run(
    `INSERT INTO pay_failure (company_id, address, effect, failed_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (company_id, address, effect) DO NOTHING`,
    [companyId, decline.address, decline.effect, decline.at],
  )
}
