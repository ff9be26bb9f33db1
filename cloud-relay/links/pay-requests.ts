import type { Sql } from '../ports.ts'

/**
 * Where a payment request is. Nothing moves in `open` and `declined`: a press of Pay may begin. `confirming` means that
 * the gateway was asked and has not answered, `unknown` that its answer was lost; `checkout` that the payer was sent to
 * the gateway's own page. `succeeded` and `canceled` are final.
 */
export type RequestState =
  | 'open'
  | 'confirming'
  | 'requires-action'
  | 'checkout'
  | 'processing'
  | 'unknown'
  | 'declined'
  | 'succeeded'
  | 'canceled'

/** One amount asked of a link's payers, with the one gateway attempt they all share. */
export interface PayRequest {
  id: string
  linkId: string
  version: string
  /** The invoices it is for; null where it is all of the link's. */
  picks: string[] | null
  amountCents: number
  currency: string
  /** Which gateway its attempt is at, whichever the company uses now. */
  gateway: string
  /** Our name for it at the gateway. */
  reference: string
  attemptId: string | null
  state: RequestState
  /** How often a payer confirmed: the number in the idempotency key. */
  confirms: number
  /** Whose browser pressed last. */
  visitor: string
  receiptTo: string | null
  actionUrl: string | null
  paymentId: string | null
  createdAt: number
  /** When its state was last known: what was read from the gateway before then is out of date. */
  updatedAt: number
}

type Row = {
  id: string
  link_id: string
  version: string
  picks: string
  amount_cents: number
  currency: string
  reference: string
  attempt_id: string | null
  state: RequestState
  confirms: number
  visitor: string
  receipt_to: string | null
  action_url: string | null
  payment_id: string | null
  created_at: number
  updated_at: number
  gateway: string
}

const COLUMNS = `id, link_id, version, picks, amount_cents, currency, reference, attempt_id, state, confirms, visitor,
  receipt_to, action_url, payment_id, created_at, updated_at, gateway`

const BY_LINK = `SELECT ${COLUMNS} FROM pay_request WHERE company_id = $1 AND link_id = $2 ORDER BY created_at DESC, id DESC`
const BY_ID = `SELECT ${COLUMNS} FROM pay_request WHERE company_id = $1 AND id = $2`

/** The requests of a link, newest first. */
export async function requestsOfLink(sql: Sql, companyId: string, linkId: string): Promise<PayRequest[]> {
  return (await sql.all<Row>(BY_LINK, [companyId, linkId])).map(fromRow)
}

/** The request with that id, or null. */
export async function requestById(sql: Sql, companyId: string, id: string): Promise<PayRequest | null> {
  const found = await sql.one<Row>(BY_ID, [companyId, id])
  return found && fromRow(found)
}

/** Says that something changed that open pages show: kept pages are not used any more. Before any such change. */
export async function notePayChange(sql: Sql, companyId: string): Promise<void> {
  await sql.run(
    `INSERT INTO pay_change (company_id, changes) VALUES ($1, 1)
     ON CONFLICT (company_id) DO UPDATE SET changes = pay_change.changes + 1`,
    [companyId],
  )
}

/** Writes a new request. */
export async function insertRequest(sql: Sql, companyId: string, request: PayRequest): Promise<void> {
  await notePayChange(sql, companyId)
  const row: Row = {
    id: request.id,
    link_id: request.linkId,
    version: request.version,
    picks: request.picks === null ? '' : JSON.stringify(request.picks),
    amount_cents: request.amountCents,
    currency: request.currency,
    reference: request.reference,
    attempt_id: request.attemptId,
    state: request.state,
    confirms: request.confirms,
    visitor: request.visitor,
    receipt_to: request.receiptTo,
    action_url: request.actionUrl,
    payment_id: request.paymentId,
    created_at: request.createdAt,
    updated_at: request.updatedAt,
    gateway: request.gateway,
  }
  const names = Object.keys(row)
  const places = names.map((_, at) => `$${at + 2}`).join(', ')
  await sql.run(`INSERT INTO pay_request (company_id, ${names.join(', ')}) VALUES ($1, ${places})`, [
    companyId,
    ...Object.values(row),
  ])
}

/** Writes what changes in a request. */
export async function saveRequest(sql: Sql, companyId: string, request: PayRequest): Promise<void> {
  await notePayChange(sql, companyId)
  await sql.run(
    `UPDATE pay_request SET attempt_id = $3, state = $4, confirms = $5, visitor = $6, receipt_to = $7, action_url = $8,
       payment_id = $9, updated_at = $10 WHERE company_id = $1 AND id = $2`,
    [
      companyId,
      request.id,
      request.attemptId,
      request.state,
      request.confirms,
      request.visitor,
      request.receiptTo,
      request.actionUrl,
      request.paymentId,
      request.updatedAt,
    ],
  )
}

/** Who pays an invoice at the moment. */
export interface Lease {
  invoiceId: string
  untilAt: number
  request: PayRequest
}

/** The leases on invoices, those whose time is over too: their request may still be under way. */
export async function leasesOn(sql: Sql, companyId: string, invoiceIds: readonly string[]): Promise<Lease[]> {
  const places = invoiceIds.map((_, at) => `$${at + 2}`).join(', ')
  const held = await sql.all<{ invoice_id: string; request_id: string; until_at: number }>(
    `SELECT invoice_id, request_id, until_at FROM pay_lease WHERE company_id = $1 AND invoice_id IN (${places || 'NULL'})`,
    [companyId, ...invoiceIds],
  )
  const leases: Lease[] = []
  for (const { invoice_id, request_id, until_at } of held) {
    const request = await requestById(sql, companyId, request_id)
    if (request) leases.push({ invoiceId: invoice_id, untilAt: until_at, request })
  }
  return leases
}

/** Takes or prolongs the lease on these invoices. `untilAt` in epoch ms. */
export async function takeLeases(
  sql: Sql,
  companyId: string,
  requestId: string,
  invoiceIds: readonly string[],
  untilAt: number,
): Promise<void> {
  await notePayChange(sql, companyId)
  for (const invoiceId of invoiceIds) {
    await sql.run(
      `INSERT INTO pay_lease (company_id, invoice_id, request_id, until_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (company_id, invoice_id) DO UPDATE SET request_id = excluded.request_id, until_at = excluded.until_at`,
      [companyId, invoiceId, requestId, untilAt],
    )
  }
}

/** Moves the end of a request's leases. */
export async function holdLeases(
  sql: Sql,
  companyId: string,
  requestId: string,
  untilAt: number,
): Promise<void> {
  await notePayChange(sql, companyId)
  await sql.run('UPDATE pay_lease SET until_at = $3 WHERE company_id = $1 AND request_id = $2', [
    companyId,
    requestId,
    untilAt,
  ])
}

/** Gives a request's invoices and the credits it brings with it free. */
export async function freeLeases(sql: Sql, companyId: string, requestId: string): Promise<void> {
  await notePayChange(sql, companyId)
  await sql.run('DELETE FROM pay_lease WHERE company_id = $1 AND request_id = $2', [companyId, requestId])
  await sql.run('DELETE FROM pay_credit_hold WHERE company_id = $1 AND request_id = $2', [
    companyId,
    requestId,
  ])
}

/** Remembers a call before the gateway hears of it. False when this key was noted before. */
export async function noteCall(
  sql: Sql,
  companyId: string,
  call: { key: string; requestId: string; paramsHash: string; at: number },
): Promise<boolean> {
  const inserted = await sql.run(
    `INSERT INTO pay_attempt (company_id, idempotency_key, request_id, params_hash, state, called_at)
     VALUES ($1, $2, $3, $4, 'calling', $5) ON CONFLICT (company_id, idempotency_key) DO NOTHING`,
    [companyId, call.key, call.requestId, call.paramsHash, call.at],
  )
  return inserted === 1
}

/** Remembers how a call ended. */
export async function noteAnswer(
  sql: Sql,
  companyId: string,
  key: string,
  state: 'answered' | 'unknown' | 'not-reached' | 'rejected',
): Promise<void> {
  await sql.run('UPDATE pay_attempt SET state = $3 WHERE company_id = $1 AND idempotency_key = $2', [
    companyId,
    key,
    state,
  ])
}

/** Marks an effect of a gateway object as done. False when it was done before: the second report changes nothing. */
export async function claimEffect(
  sql: Sql,
  companyId: string,
  objectId: string,
  effect: string,
  at: number,
): Promise<boolean> {
  const inserted = await sql.run(
    `INSERT INTO provider_effect (company_id, object_id, effect, done_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (company_id, object_id, effect) DO NOTHING`,
    [companyId, objectId, effect, at],
  )
  return inserted === 1
}

/** The effects of a gateway object that are done. */
export async function effectsOf(sql: Sql, companyId: string, objectId: string): Promise<string[]> {
  const rows = await sql.all<{ effect: string }>(
    'SELECT effect FROM provider_effect WHERE company_id = $1 AND object_id = $2',
    [companyId, objectId],
  )
  return rows.map(each => each.effect)
}

function fromRow(row: Row): PayRequest {
  return {
    id: row.id,
    linkId: row.link_id,
    version: row.version,
    picks: row.picks === '' ? null : (JSON.parse(row.picks) as string[]),
    amountCents: row.amount_cents,
    currency: row.currency,
    reference: row.reference,
    attemptId: row.attempt_id,
    state: row.state,
    confirms: row.confirms,
    visitor: row.visitor,
    receiptTo: row.receipt_to,
    actionUrl: row.action_url,
    paymentId: row.payment_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    gateway: row.gateway,
  }
}

/** Nothing is on its way: the request ended, or waits for somebody to press. */
export function isSettled(request: PayRequest): boolean {
  return ['open', 'declined', 'succeeded', 'canceled'].includes(request.state)
}
