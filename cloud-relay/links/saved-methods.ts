import type { MethodKind, SavedMethod } from '../gateways/gateway.ts'
import type { CompanyTransaction, Sql } from '../ports.ts'
import { hashId } from './hash-id.ts'
import { notePayChange, type PayRequest } from './pay-requests.ts'

/** A payer's word that what they type may be kept: who, when, in which words, from where. */
export interface Consent {
  /** The SHA-256 of their browser's key: only there is it offered. */
  browser: string
  /** The address for the receipt, else the one on file. */
  agreedBy: string
  /** The words they agreed to, as they read them. */
  words: string
  ip: string
  userAgent: string
}

/** A card or bank account that is kept at a gateway for a customer. */
export interface KeptMethod extends SavedMethod {
  id: string
  customerId: string
  /** Which gateway has it. */
  gateway: string
  agreedBy: string
  agreedAt: number
}

type Row = {
  id: string
  customer_id: string
  gateway: string
  holder_id: string
  method_id: string
  kind: MethodKind
  brand: string
  last4: string
  expires: string
  agreed_by: string
  agreed_at: number
}

const COLUMNS =
  'id, customer_id, gateway, holder_id, method_id, kind, brand, last4, expires, agreed_by, agreed_at'
const MAX_AGENT = 300

/** What is kept for a customer, newest first. `at` in epoch ms: a card whose last month is over is not kept any more. */
export async function keptFor(
  sql: Sql,
  companyId: string,
  customerId: string,
  at: number,
  browser: string | null = null,
): Promise<KeptMethod[]> {
  const month = new Date(at).toISOString().slice(0, 7)
  const rows = await sql.all<Row>(
    `SELECT ${COLUMNS} FROM saved_method WHERE company_id = $1 AND customer_id = $2 AND removed_at = 0
       AND (expires = '' OR expires >= $3)${browser === null ? '' : ' AND browser = $4'}
     ORDER BY saved_at DESC, id`,
    [companyId, customerId, month, ...(browser === null ? [] : [browser])],
  )
  return rows.map(row => ({
    id: row.id,
    customerId: row.customer_id,
    gateway: row.gateway,
    holderId: row.holder_id,
    methodId: row.method_id,
    kind: row.kind,
    brand: row.brand,
    last4: row.last4,
    expires: row.expires === '' ? null : row.expires,
    agreedBy: row.agreed_by,
    agreedAt: row.agreed_at,
  }))
}

/** The gateway's name for a customer, or null. */
export async function holderOf(
  sql: Sql,
  companyId: string,
  customerId: string,
  gateway: string,
): Promise<string | null> {
  const row = await sql.one<{ holder_id: string }>(
    'SELECT holder_id FROM method_holder WHERE company_id = $1 AND customer_id = $2 AND gateway = $3',
    [companyId, customerId, gateway],
  )
  return row?.holder_id ?? null
}

/** Writes down the holder and the payer's word, before the gateway is asked to keep anything. */
export async function writeConsent(
  sql: Sql,
  companyId: string,
  request: PayRequest,
  given: Consent & { customerId: string; holderId: string; at: number },
): Promise<void> {
  await sql.run(
    `INSERT INTO method_holder (company_id, customer_id, gateway, holder_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (company_id, customer_id, gateway) DO NOTHING`,
    [companyId, given.customerId, request.gateway, given.holderId],
  )
  const consent = [given.browser, given.agreedBy, given.at, given.words, given.ip]
  await sql.run(
    `INSERT INTO pay_consent (company_id, request_id, confirms, customer_id, browser, agreed_by, agreed_at, words, ip,
       user_agent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (company_id, request_id, confirms) DO NOTHING`,
    [
      companyId,
      request.id,
      request.confirms,
      given.customerId,
      ...consent,
      given.userAgent.slice(0, MAX_AGENT),
    ],
  )
}

/** Whether the payer of this very press gave their word that what they typed may be kept. */
export async function wasAgreed(
  sql: Sql,
  companyId: string,
  requestId: string,
  confirms: number,
): Promise<boolean> {
  const found = await sql.one(
    'SELECT request_id FROM pay_consent WHERE company_id = $1 AND request_id = $2 AND confirms = $3',
    [companyId, requestId, confirms],
  )
  return found !== undefined && found !== null
}

/**
 * Keeps what the gateway saved with a payment, under the word its payer gave for that very press; once, however often it
 * is reported. False where nobody gave one: then it must not stay at the gateway.
 */
export async function keepSaved(
  tx: CompanyTransaction,
  request: PayRequest,
  saved: SavedMethod,
  at: number,
): Promise<boolean> {
  const { sql, companyId } = tx
  const id = hashId(companyId, 'saved-method', request.gateway, saved.methodId)
  const kept = await sql.run(
    `INSERT INTO saved_method (company_id, id, customer_id, gateway, holder_id, method_id, kind, brand, last4, expires,
       browser, agreed_by, agreed_at, words, ip, user_agent, saved_at)
     SELECT company_id, $4, customer_id, $5, $6, $7, $8, $9, $10, $11, browser, agreed_by, agreed_at, words, ip,
       user_agent, $12 FROM pay_consent WHERE company_id = $1 AND request_id = $2 AND confirms = $3
     ON CONFLICT (company_id, id) DO NOTHING`,
    [
      companyId,
      request.id,
      request.confirms,
      id,
      request.gateway,
      saved.holderId,
      saved.methodId,
      saved.kind,
      saved.brand.slice(0, 40),
      saved.last4.slice(0, 4),
      saved.expires ?? '',
      at,
    ],
  )
  if (kept === 1) {
    await notePayChange(sql, companyId)
    await replaceEarlier(tx, id, at)
  }
  const known = await sql.one('SELECT id FROM saved_method WHERE company_id = $1 AND id = $2', [
    companyId,
    id,
  ])
  return known !== null
}

/** The same card kept once more in the same browser takes the place of the one before. */
async function replaceEarlier(tx: CompanyTransaction, id: string, at: number): Promise<void> {
  const { sql, companyId } = tx
  const earlier = await sql.all<{ id: string; customer_id: string }>(
    `SELECT o.id, o.customer_id FROM saved_method n JOIN saved_method o ON o.company_id = n.company_id
       AND o.customer_id = n.customer_id AND o.browser = n.browser AND o.gateway = n.gateway AND o.kind = n.kind
       AND o.brand = n.brand AND o.last4 = n.last4 AND o.id <> n.id AND o.removed_at = 0
     WHERE n.company_id = $1 AND n.id = $2`,
    [companyId, id],
  )
  for (const each of earlier) {
    await removeKept(tx, { id: each.id, customerId: each.customer_id, by: 'replaced' }, at)
  }
}

/** Removes a kept method and has the gateway forget it. `by`: `payer`, `replaced`, or the user's id. False where it is not kept. */
export async function removeKept(
  tx: CompanyTransaction,
  kept: { id: string; customerId: string; by: string; browser?: string },
  at: number,
): Promise<boolean> {
  const { sql, companyId } = tx
  const found = await sql.one<{ gateway: string; method_id: string; browser: string; removed_at: number }>(
    'SELECT gateway, method_id, browser, removed_at FROM saved_method WHERE company_id = $1 AND id = $2 AND customer_id = $3',
    [companyId, kept.id, kept.customerId],
  )
  if (found === null || found.removed_at !== 0) return false
  if (kept.browser !== undefined && found.browser !== kept.browser) return false
  await notePayChange(sql, companyId)
  await sql.run(
    'UPDATE saved_method SET removed_at = $3, removed_by = $4 WHERE company_id = $1 AND id = $2',
    [companyId, kept.id, at, kept.by],
  )
  await forgetLater(tx, found.gateway, found.method_id, at)
  return true
}

/** Has the gateway forget a method, as often as it takes. */
export async function forgetLater(
  tx: CompanyTransaction,
  gateway: string,
  methodId: string,
  at: number,
): Promise<void> {
  await tx.enqueue(
    { kind: 'gateway.forget-method', key: `forget:${gateway}:${methodId}`, payload: { gateway, methodId } },
    at,
  )
}
