import { gzipSync } from 'node:zlib'
import type { Context, Hono } from 'hono'
import { type PullRequest, pullRequest, SERIES } from '../../shared/protocol/sync.ts'
import type { DeviceClaim } from '../auth/tokens.ts'
import { LOW_WATER, topUpLeases } from '../ledger/number-leases.ts'
import { readPage } from '../ledger/read-page.ts'
import { forked } from '../ledger/take-push.ts'
import { type Api, deviceOf } from './api.ts'
import { readSpoken } from './check-protocol.ts'

/** Five thousand command ids and the rest. */
const MAX_BYTES = 512 * 1024

/** Below this many characters packing is not worth it. */
const SMALL = 1024

/** `POST /v1/pull`: a page of what changed, outcomes, and numbers. */
export function addPull(app: Hono, api: Api): void {
  app.post('/v1/pull', async c => {
    const device = await deviceOf(api, c)
    const request = await readSpoken(c, pullRequest, MAX_BYTES, api.oldestPull)
    await register(api, device, request)
    const page = await api.relay.store.read(sql =>
      readPage(sql, device.companyId, request, api.relay.clock.now()),
    )
    return pageAnswer(c, page)
  })
}

// Packed here, as fast as it goes: a page at the usual level costs more time than its rows cost to read.
function pageAnswer(c: Context, page: string): Response {
  const isPacked = page.length > SMALL && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  const headers = { 'content-type': 'application/json', vary: 'accept-encoding' }
  if (!isPacked) return c.body(page, 200, headers)
  return c.body(gzipSync(page, { level: 1 }), 200, { ...headers, 'content-encoding': 'gzip' })
}

// Most pulls write nothing: only the first of an incarnation, and those of a device that runs low on numbers.
async function register(
  { relay }: Api,
  { companyId, deviceId }: DeviceClaim,
  { incarnation, numbersLeft }: PullRequest,
): Promise<void> {
  const stored = await relay.store.read(sql =>
    sql.one<{ device_id: string }>(
      'SELECT device_id FROM incarnation WHERE company_id = $1 AND incarnation_id = $2',
      [companyId, incarnation],
    ),
  )
  if (stored && stored.device_id !== deviceId) throw forked()
  if (stored && SERIES.every(series => numbersLeft[series] >= LOW_WATER)) return
  await relay.locked(companyId, async ({ held, sql }) => {
    const row = [companyId, incarnation, deviceId, 0, held.clock.now()]
    await sql.insert(
      'incarnation',
      ['company_id', 'incarnation_id', 'device_id', 'last_seq', 'first_seen_at'],
      [row],
      'ON CONFLICT (company_id, incarnation_id) DO NOTHING',
    )
    await topUpLeases(held, deviceId, incarnation, numbersLeft)
  })
}
