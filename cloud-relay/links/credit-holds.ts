import { linkCredits } from '../../shared/domain/payment-link/link-reads.ts'
import type { GatheredView } from '../../shared/domain/view.ts'
import type { Sql } from '../ports.ts'
import { notePayChange, requestById } from './pay-requests.ts'
import { isUnderWay } from './request-states.ts'

/** So much of an open credit, by the id of its entry. */
export interface CreditPart {
  creditId: string
  amountCents: number
}

interface Hold extends CreditPart {
  requestId: string
  linkId: string
}

/** What of a link's open credits the payments under way through other links bring with them, by credit, in cents. */
export async function heldByOthers(
  sql: Sql,
  companyId: string,
  linkId: string,
  view: GatheredView,
): Promise<Map<string, number>> {
  const holds = await holdsOn(sql, companyId, linkId, view)
  return sumsOf(holds.filter(hold => hold.linkId !== linkId))
}

/**
 * Which parts of a link's open credits a payment is to bring with it: `wantedCents` of what no other payment under way
 * holds, in the order in which credits are used. Less than that where others hold it.
 */
export async function freeCredits(
  sql: Sql,
  companyId: string,
  linkId: string,
  view: GatheredView,
  wanted: { cents: number; requestId: string | null },
): Promise<CreditPart[]> {
  const holds = await holdsOn(sql, companyId, linkId, view)
  const held = sumsOf(holds.filter(hold => hold.requestId !== wanted.requestId))
  const parts: CreditPart[] = []
  let left = wanted.cents
  for (const { id, unappliedCents } of linkCredits(linkId, view)) {
    const amountCents = Math.min(left, unappliedCents - (held.get(id) ?? 0))
    if (amountCents <= 0) continue
    left -= amountCents
    parts.push({ creditId: id, amountCents })
  }
  return parts
}

/** Takes these parts of credits for a request, in place of what it held; they are freed with its leases. */
export async function holdCredits(
  sql: Sql,
  companyId: string,
  requestId: string,
  parts: readonly CreditPart[],
): Promise<void> {
  await notePayChange(sql, companyId)
  await sql.run('DELETE FROM pay_credit_hold WHERE company_id = $1 AND request_id = $2', [
    companyId,
    requestId,
  ])
  for (const { creditId, amountCents } of parts) {
    await sql.run(
      'INSERT INTO pay_credit_hold (company_id, credit_id, request_id, amount_cents) VALUES ($1, $2, $3, $4)',
      [companyId, creditId, requestId, amountCents],
    )
  }
}

/** What a request holds. */
export async function holdsOf(sql: Sql, companyId: string, requestId: string): Promise<CreditPart[]> {
  const rows = await sql.all<{ credit_id: string; amount_cents: number }>(
    `SELECT credit_id, amount_cents FROM pay_credit_hold WHERE company_id = $1 AND request_id = $2 ORDER BY credit_id`,
    [companyId, requestId],
  )
  return rows.map(row => ({ creditId: row.credit_id, amountCents: row.amount_cents }))
}

async function holdsOn(sql: Sql, companyId: string, linkId: string, view: GatheredView): Promise<Hold[]> {
  const ids = linkCredits(linkId, view).map(({ id }) => id)
  if (ids.length === 0) return []
  const rows = await sql.all<{ credit_id: string; request_id: string; amount_cents: number }>(
    `SELECT credit_id, request_id, amount_cents FROM pay_credit_hold
     WHERE company_id = $1 AND credit_id IN (${ids.map((_, at) => `$${at + 2}`).join(', ')})`,
    [companyId, ...ids],
  )
  const holds: Hold[] = []
  for (const row of rows) {
    const request = await requestById(sql, companyId, row.request_id)
    if (!request || !isUnderWay(request)) continue
    holds.push({
      creditId: row.credit_id,
      amountCents: row.amount_cents,
      requestId: request.id,
      linkId: request.linkId,
    })
  }
  return holds
}

function sumsOf(holds: readonly Hold[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { creditId, amountCents } of holds) {
    sums.set(creditId, (sums.get(creditId) ?? 0) + amountCents)
  }
  return sums
}
