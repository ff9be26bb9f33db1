import type { Hono } from 'hono'
import { id } from '../../shared/lib/parse.ts'
import type { DeviceEntry } from '../../shared/protocol/sync.ts'
import { type Api, deviceOf, mustBeAdmin, userOf } from './api.ts'
import { ProblemError } from './problem.ts'
import { parse } from './read-body.ts'

/** `GET /v1/devices` and `POST /v1/devices/{deviceId}/revoke`: an admin sees the company's devices, and switches one off. */
export function addDevices(app: Hono, api: Api): void {
  app.get('/v1/devices', async c => {
    const device = await deviceOf(api, c)
    mustBeAdmin(await userOf(api, c, device))
    const rows = await api.relay.store.read(sql =>
      sql.all<DeviceRow>(
        `SELECT device_id, name, enrolled_at, last_seen_at, revoked_at FROM device
         WHERE company_id = $1 ORDER BY enrolled_at`,
        [device.companyId],
      ),
    )
    const devices = rows.map(
      (row): DeviceEntry => ({
        deviceId: row.device_id,
        name: row.name,
        enrolledAt: row.enrolled_at,
        lastSeenAt: row.last_seen_at,
        revoked: row.revoked_at !== null,
      }),
    )
    return c.json({ devices })
  })

  app.post('/v1/devices/:deviceId/revoke', async c => {
    const device = await deviceOf(api, c)
    mustBeAdmin(await userOf(api, c, device))
    const deviceId = parse(id, c.req.param('deviceId'))
    const revoked = await api.relay.store.write(sql =>
      sql.run(
        'UPDATE device SET revoked_at = COALESCE(revoked_at, $3) WHERE company_id = $1 AND device_id = $2',
        [device.companyId, deviceId, api.relay.clock.now()],
      ),
    )
    if (revoked === 0) throw new ProblemError('not-found', 'There is no such device.')
    return c.body(null, 204)
  })
}

interface DeviceRow {
  device_id: string
  name: string
  enrolled_at: number
  last_seen_at: number | null
  revoked_at: number | null
}
