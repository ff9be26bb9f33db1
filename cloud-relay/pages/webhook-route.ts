import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { PageTools } from './page-parts.ts'
import { publicHeaders } from './page-shell.ts'

const MAX_BYTES = 256 * 1024

/** Where gateways report. A report that was taken before is answered like a new one. */
export function webhookRoute({ ports, parts }: PageTools): Hono {
  const routes = new Hono()

  routes.post(
    '/webhooks/:gateway{sandbox|stripe}/:companyKey',
    bodyLimit({ maxSize: MAX_BYTES, onError: () => answer(413) }),
    async c => {
      const companyId = await parts.keys.companyOf(c.req.param('companyKey'))
      if (companyId === null) return answer(404)
      const kind = c.req.param('gateway') === 'stripe' ? 'stripe' : 'sandbox'
      const rawBody = new Uint8Array(await c.req.arrayBuffer())
      const taken = await parts.payments.takeWebhook(companyId, kind, rawBody, c.req.raw.headers)
      if (taken === null) return answer(404)
      if (typeof taken !== 'string') {
        ports.log.warn({ companyId, refused: taken.refused }, 'a webhook was refused')
        return answer(taken.refused === 'too-large' ? 413 : 400)
      }
      return answer(taken === 'later' ? 503 : 200)
    },
  )

  // The operator's platform has one endpoint for the accounts of all its companies.
  routes.post('/webhooks/stripe', bodyLimit({ maxSize: MAX_BYTES, onError: () => answer(413) }), async c => {
    if (parts.findReported === undefined) return answer(404)
    const rawBody = new Uint8Array(await c.req.arrayBuffer())
    const { headers } = c.req.raw
    const found = await parts.findReported(rawBody, headers)
    if (found === null) return answer(200)
    if ('refused' in found) {
      ports.log.warn({ refused: found.refused }, 'a webhook of the platform was refused')
      return answer(found.refused === 'too-large' ? 413 : 400)
    }
    const taken = await parts.payments.takeWebhook(found.companyId, 'stripe', rawBody, headers)
    return answer(taken === 'later' ? 503 : taken === null || typeof taken !== 'string' ? 400 : 200)
  })

  return routes
}

function answer(status: number): Response {
  return new Response(null, { status, headers: publicHeaders })
}
