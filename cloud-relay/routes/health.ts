import type { Hono } from 'hono'

/** `GET /healthz`: the process runs. `GET /readyz`: it can do its work. */
export function addHealth(app: Hono, isReady: () => Promise<boolean>): void {
  app.get('/healthz', c => c.json({ ok: true }))
  app.get('/readyz', async c => {
    const ready = await isReady().catch(() => false)
    return c.json({ ok: ready }, ready ? 200 : 503)
  })
}
