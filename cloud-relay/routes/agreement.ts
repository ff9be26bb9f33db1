import type { Hono } from 'hono'
import { agreementRequest, bucketRequest } from '../../shared/protocol/sync.ts'
import { readBucket, sumBuckets } from '../ledger/agreement.ts'
import { type Api, deviceOf } from './api.ts'
import { readSpoken } from './check-protocol.ts'

/** Sixty-four buckets. */
const MAX_BYTES = 32 * 1024

/** `POST /v1/agreement` and `POST /v1/bucket`: a desktop proves that it has what the relay has, and mends what differs. */
export function addAgreement(app: Hono, api: Api): void {
  app.post('/v1/agreement', async c => {
    const { companyId } = await deviceOf(api, c)
    const { at, buckets } = await readSpoken(c, agreementRequest, MAX_BYTES)
    const sums = await api.relay.store.read(sql => sumBuckets(sql, companyId, at, buckets))
    return c.json({ sums })
  })
  app.post('/v1/bucket', async c => {
    const { companyId } = await deviceOf(api, c)
    const { at, bucket } = await readSpoken(c, bucketRequest, MAX_BYTES)
    const rows = await api.relay.store.read(sql => readBucket(sql, companyId, at, bucket))
    return c.body(rows, 200, { 'content-type': 'application/json' })
  })
}
