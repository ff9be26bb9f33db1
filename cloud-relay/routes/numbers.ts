import type { Hono } from 'hono'
import { numbersQuery } from '../../shared/protocol/sync.ts'
import { numberReport } from '../ledger/number-report.ts'
import { type Api, deviceOf, mustBeAdmin, userOf } from './api.ts'
import { parse } from './read-body.ts'

/** `GET /v1/numbers?series=order`: what became of every number of a series; for admins. */
export function addNumbers(app: Hono, api: Api): void {
  app.get('/v1/numbers', async c => {
    const device = await deviceOf(api, c)
    mustBeAdmin(await userOf(api, c, device))
    const { series, after } = parse(numbersQuery, c.req.query())
    return c.json(await api.relay.store.read(sql => numberReport(sql, device.companyId, series, after)))
  })
}
