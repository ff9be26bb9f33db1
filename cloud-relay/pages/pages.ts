import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { RelayPorts } from '../ports.ts'
import { askRoutes } from './ask-routes.ts'
import { connectRoute } from './connect-route.ts'
import { forgetRoute } from './forget-route.ts'
import { landingRoutes } from './landing-routes.ts'
import { liveRoutes } from './live-routes.ts'
import { logoRoute } from './logo-route.ts'
import { type PageParts, pageTools } from './page-parts.ts'
import { otherLanguage } from './page-setting.ts'
import { pageWords } from './page-words.ts'
import { payRoutes } from './pay-routes.ts'
import { pdfRoutes } from './pdf-routes.ts'
import { browserLanguage } from './read-request.ts'
import { messagePage } from './state-pages.ts'
import { unsubscribeRoutes } from './unsubscribe-routes.ts'
import { webhookRoute } from './webhook-route.ts'

const MAX_FORM_BYTES = 64 * 1024
const ALARM_AT = 50
const ALARM_SPAN_MS = 60_000

/** Everything that customers' browsers and the gateway ask for: `/l/…`, `/pay/…`, `/u/…` and `/webhooks/sandbox/…`. */
export function createPages(ports: RelayPorts, parts: PageParts): Hono {
  const tools = pageTools(ports, parts)
  const { limiters } = tools
  const { random } = tools.ports
  const app = new Hono()
  const missed = { count: 0, since: 0 }

  const guard = async (c: Context, next: () => Promise<void>) => {
    const address = parts.addressOf(c)
    const isPost = c.req.method === 'POST'
    const key = c.req.path.split('/', 4)
    const isAllowed =
      limiters.address.take(address) &&
      (!isPost || limiters.posts.take(address)) &&
      limiters.company.take(key[2] ?? '') &&
      limiters.link.take(key[3] ?? '')
    if (!isAllowed) return message(c, 429)
    await next()
    if (c.res.status === 404) countMiss()
    return undefined
  }
  for (const path of ['/l/*', '/pay/*', '/u/*', '/connect/*', '/go/*']) {
    app.use(path, guard)
    app.post(path, bodyLimit({ maxSize: MAX_FORM_BYTES, onError: c => message(c, 413) }))
  }
  app.route('/', landingRoutes(tools))
  app.route('/', logoRoute(tools))
  app.route('/', payRoutes(tools))
  app.route('/', askRoutes(tools))
  app.route('/', forgetRoute(tools))
  app.route('/', liveRoutes(tools))
  app.route('/', pdfRoutes(tools))
  app.route('/', unsubscribeRoutes(tools))
  app.route('/', webhookRoute(tools))
  app.route('/', connectRoute(tools))
  app.onError((error, c) => {
    // The address may hold a link's secret: it stays out of the log.
    ports.log.error({ error: error.message, stack: error.stack }, 'a public page failed')
    return message(c, 500)
  })
  return app

  function message(c: Context, status: 413 | 429 | 500): Response {
    const language = browserLanguage(c)
    const words = pageWords(language)
    return messagePage({
      language,
      otherLanguageHref: otherLanguage(c.req.path, language),
      cspNonce: Buffer.from(random.bytes(12)).toString('base64url'),
      company: null,
      title: status === 429 ? words.tooManyTitle : words.wrongTitle,
      text: status === 429 ? words.tooManyText : words.wrongText,
      status,
      ...(status === 429 ? { headers: { 'retry-after': '60' } } : {}),
    })
  }

  /** Many addresses that open nothing are somebody guessing. */
  function countMiss(): void {
    const now = ports.clock.now()
    if (now - missed.since > ALARM_SPAN_MS) {
      missed.since = now
      missed.count = 0
    }
    missed.count++
    if (missed.count === ALARM_AT)
      ports.log.warn({ alarm: 'link-guessing', count: missed.count }, 'many wrong links')
  }
}
