import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { changesSince, seenAmounts } from '../links/seen-amounts.ts'
import type { LiveNow } from './live-client.ts'
import { openVisit, subjectOf } from './open-visit.ts'
import type { PageTools } from './page-parts.ts'
import { publicHeaders } from './page-shell.ts'
import { noticeBox } from './pay-page.ts'
import { changeSentences, payAmount, payInvoices } from './pay-summary.ts'
import { shownChoice } from './shown-choice.ts'
import { markOf, stateKeyOf } from './state-key.ts'

/** A change shows on an open page within this time at the latest. */
const LOOK_EVERY_MS = 1_500
/** Streams end after this long; browsers begin another by themselves. */
const STREAM_MS = 10 * 60_000

/** What keeps an open page true: a stream that says that something changed, and what to show then. */
export function liveRoutes(tools: PageTools): Hono {
  const { ports, parts, nonces } = tools
  const routes = new Hono()
  let streams = 0

  routes.get('/pay/:companyKey/:slug/now', async c => {
    const open = await openVisit(tools, c)
    if (open === null) return new Response(null, { status: 404, headers: publicHeaders })
    const { page, setting, path, visit } = open
    const { words, formats } = setting
    const changes = changesSince(c.req.query('seen') ?? '', page.ask.invoices)
    const sentences = changeSentences(changes, page.ask, setting)
    const isLess = changes.every(change => change.kind === 'settled')
    const choice = shownChoice(page, formats)
    const summary = { ask: page.ask, held: page.held, choice, setting, path }
    const now: LiveNow = {
      state: stateKeyOf(page, open.gateway),
      mark: markOf(page),
      version: page.ask.version,
      shownCents: choice.amountCents,
      seen: seenAmounts(page.ask.invoices),
      nonce: nonces.make('pay', subjectOf(visit)),
      amount: String(payAmount(summary)),
      invoices: String(payInvoices(summary)),
      payLabel: words.pay(formats.money(choice.amountCents)),
      notice: String(noticeBox({ tone: isLess ? 'good' : 'warn', sentences })),
      spoken: sentences.join(' '),
    }
    return c.json(now, 200, publicHeaders)
  })

  routes.get('/pay/:companyKey/:slug/live', async c => {
    const first = await openVisit(tools, c)
    if (first === null) return new Response(null, { status: 204, headers: publicHeaders })
    if (streams >= tools.limits.streams) return new Response(null, { status: 503, headers: publicHeaders })
    streams++
    const { companyId } = first.visit
    const endsAt = ports.clock.now() + STREAM_MS
    for (const [name, value] of Object.entries(publicHeaders)) c.header(name, value)
    return streamSSE(c, async stream => {
      const ended = new AbortController()
      const end = () => ended.abort()
      stream.onAbort(end)
      parts.closing?.addEventListener('abort', end, { once: true })
      try {
        let told = ''
        let head = 0
        while (!ended.signal.aborted && ports.clock.now() < endsAt) {
          const open = await openVisit(tools, c)
          const now =
            open === null
              ? { state: 'gone', version: '' }
              : { state: stateKeyOf(open.page, open.gateway), version: markOf(open.page) }
          const data = JSON.stringify(now)
          if (data !== told) await stream.writeSSE({ data, retry: 1500 })
          told = data
          if (open === null) return
          head = await ports.waitForHead(companyId, head, LOOK_EVERY_MS, ended.signal)
        }
      } finally {
        streams--
        parts.closing?.removeEventListener('abort', end)
      }
    })
  })

  return routes
}
