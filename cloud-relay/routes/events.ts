import type { Context, Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { type Api, deviceOf } from './api.ts'
import { ProblemError } from './problem.ts'

/** A comment goes out this often, so that proxies keep the connection and a dead one is noticed; milliseconds. */
const HEARTBEAT = 15_000

/** `GET /v1/events`: a stream of `{head}`, until the access token ends. A hint only: nothing may depend on it. */
export function addEvents(app: Hono, api: Api): void {
  app.get('/v1/events', async c => {
    const { companyId, expiresAt } = await deviceOf(api, c)
    const { relay, stopping } = api
    c.header('cache-control', 'no-store')
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async stream => {
      const gone = new AbortController()
      stream.onAbort(() => gone.abort())
      const signal = AbortSignal.any([gone.signal, stopping])
      let head = -1
      while (!signal.aborted && relay.clock.now() < expiresAt) {
        const next = await relay.waitForHead(companyId, head, HEARTBEAT, signal)
        if (signal.aborted || !(await isWelcome(api, c))) return
        if (next > head) await stream.writeSSE({ data: JSON.stringify({ head: next }) })
        else await stream.write(': \n\n')
        head = Math.max(head, next)
      }
    })
  })
}

// A device that was switched off hears no more.
async function isWelcome(api: Api, c: Context): Promise<boolean> {
  try {
    await deviceOf(api, c)
    return true
  } catch (error) {
    if (error instanceof ProblemError) return false
    throw error
  }
}
