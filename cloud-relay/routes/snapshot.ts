import type { Hono } from 'hono'
import { chunkRequest, snapshotRequest } from '../../shared/protocol/sync.ts'
import { openSnapshot } from '../ledger/snapshot.ts'
import { readChunk } from '../ledger/snapshot-chunk.ts'
import { type Api, deviceOf } from './api.ts'
import { readSpoken } from './check-protocol.ts'

const MAX_BYTES = 4 * 1024

/** `POST /v1/snapshot` and `POST /v1/snapshot/chunk`: a company in chunks, for a first sync. */
export function addSnapshot(app: Hono, api: Api): void {
  app.post('/v1/snapshot', async c => {
    const device = await deviceOf(api, c)
    await readSpoken(c, snapshotRequest, MAX_BYTES)
    return c.json(await openSnapshot(api.relay, device.companyId))
  })
  app.post('/v1/snapshot/chunk', async c => {
    const device = await deviceOf(api, c)
    const { snapshotId, chunk } = await readSpoken(c, chunkRequest, MAX_BYTES)
    const answer = await readChunk(api.relay, device.companyId, snapshotId, chunk)
    // What is packed already is not packed again.
    return c.json(answer, 200, { 'cache-control': 'no-store, no-transform' })
  })
}
