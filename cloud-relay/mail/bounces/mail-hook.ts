import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Clock } from '../../../shared/lib/ids.ts'
import { checkWebhookSignature } from '../../gateways/webhook-signature.ts'
import type { MailTags } from '../mail-tag.ts'
import { statusIn } from './bounce-kind.ts'
import type { MailReport, ReportMails } from './report-mails.ts'

const MAX_BYTES = 256 * 1024

/** What a provider posts; fields it has besides are left alone. */
const event = z.object({
  event: z.string().max(40),
  /** The envelope sender or the Message-ID of the mail: either carries our tag. */
  envelopeFrom: z.string().max(400).optional(),
  messageId: z.string().max(400).optional(),
  recipient: z.string().max(400).default(''),
  /** Of a bounce: false where the provider goes on trying, or would the next time. */
  permanent: z.boolean().default(true),
  status: z.string().max(40).default(''),
  reason: z.string().max(4000).default(''),
})
const body = z.object({ events: z.array(event).max(1000) })

/**
 * `POST /hooks/mail/events`: where a mail provider, or a script of its, posts what became of mails. Signed like
 * `florin-signature: t=SECONDS,v1=HEX` with HMAC-SHA256 over `SECONDS.BODY`, ±300 s. Answers 200 once everything is
 * kept; events about mails nobody knows are taken, so that they are not posted again and again.
 */
export function createMailHook(
  { clock, log }: { clock: Clock; log: Logger },
  { secrets, tags, report }: { secrets: readonly string[]; tags: MailTags; report: ReportMails },
): Hono {
  const routes = new Hono()
  const answer = (status: number) => new Response(null, { status, headers: { 'cache-control': 'no-store' } })

  routes.post(
    '/hooks/mail/events',
    bodyLimit({ maxSize: MAX_BYTES, onError: () => answer(413) }),
    async c => {
      const raw = new Uint8Array(await c.req.arrayBuffer())
      const wrong = checkWebhookSignature(raw, c.req.header('florin-signature') ?? null, secrets, clock.now())
      if (wrong !== null) {
        log.warn({ refused: wrong }, 'a report of a mail provider was refused')
        return answer(401)
      }
      const parsed = body.safeParse(jsonOf(raw))
      if (!parsed.success) return answer(400)
      await report(parsed.data.events.flatMap(one => reportsOf(one, tags)))
      return answer(200)
    },
  )
  routes.onError((error, _c) => {
    log.error({ err: error }, 'the reports of a mail provider could not be kept')
    return answer(503)
  })
  return routes
}

function reportsOf(posted: z.output<typeof event>, tags: MailTags): MailReport[] {
  const tagged = tags.find(posted.envelopeFrom ?? '') ?? tags.find(posted.messageId ?? '')
  const report = reportNamed(posted)
  if (tagged === null || report === null) return []
  const { recipient, reason } = posted
  // A provider that calls a bounce permanent without a status means the address.
  const status = statusIn(posted.status) || statusIn(reason) || (report === 'bounced' ? '5.0.0' : '')
  return [{ ...tagged, report, recipient, status, error: reason || posted.status }]
}

/** The report an event of a provider is; null for kinds we have no use for, such as opens and clicks. */
function reportNamed({ event: name, permanent }: z.output<typeof event>): MailReport['report'] | null {
  const kind = name.toLowerCase()
  if (kind === 'delivered' || kind === 'complained' || kind === 'delayed') return kind
  if (kind !== 'bounced') return null
  return permanent ? 'bounced' : 'delayed'
}

function jsonOf(raw: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(raw).toString())
  } catch {
    return null
  }
}
