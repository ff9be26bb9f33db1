import { z } from 'zod'
import { id, instant, line } from '../../lib/parse.ts'
import { accept, defineCommand, put, type Write } from '../command.ts'
import { mailCameBack, sentMailReads } from './mail-came-back.ts'
import type { MailRow } from './mail-row.ts'
import { suppressionKey, suppressionOf, suppressionReads } from './suppressed-addresses.ts'

/** What the recipient's side can say of a mail that left. */
export const MAIL_REPORTS = ['delivered', 'delayed', 'bounced', 'complained'] as const

/**
 * What a recipient's server said of a mail after we had sent it, given by the relay: it has it, it still tries, it gave
 * it back for good, or the recipient called it spam. `isAddressDead` ends mails to that address until someone of the
 * staff allows them again; a complaint always does.
 */
export const reportMail = defineCommand({
  name: 'mail.report',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload: z.strictObject({
    mailId: id,
    report: z.enum(MAIL_REPORTS),
    isAddressDead: z.boolean(),
    /** The server's words in one line. */
    error: line(300),
    at: instant,
  }),
  reads(p, view) {
    const mail = view.get('mails', p.mailId)
    return [...sentMailReads(p.mailId, view), ...(mail ? suppressionReads(mail.recipient) : [])]
  },
  decide(p, view, context) {
    const mail = view.get('mails', p.mailId)
    if (!mail) return accept([])
    const isLost = mail.state === 'undelivered' || mail.state === 'canceled'
    if (p.report === 'delivered') return accept(isLost ? [] : delivered(mail))
    if (p.report === 'delayed') {
      const isAway = !isLost && mail.deliveredAt === null && mail.state !== 'queued'
      return accept(isAway ? [put('mails', { ...mail, lastError: p.error })] : [])
    }
    const writes: Write[] = []
    if (p.report === 'bounced' && mail.state !== 'canceled' && mail.bouncedAt === null) {
      const bounced: MailRow = { ...mail, bouncedAt: p.at, lastError: p.error || mail.lastError }
      writes.push(...(isLost ? [put('mails', bounced)] : mailCameBack(bounced, view, context)))
    }
    const isEnded = p.report === 'complained' || p.isAddressDead
    if (isEnded && suppressionOf(mail.recipient, 'invoice', view) === null) {
      writes.push(
        put('suppressed_addresses', {
          id: context.derive(1),
          address: suppressionKey(mail.recipient),
          reason: p.report === 'complained' ? 'complained' : 'bounced',
          scope: 'all',
          mailId: mail.id,
          detail: p.error,
          sinceAt: p.at,
          liftedAt: null,
          liftedBy: null,
        }),
      )
    }
    return accept(writes)

    /** A server that has it also proves that it went out. */
    function delivered(sent: MailRow): Write[] {
      if (sent.deliveredAt !== null) return []
      const changed: MailRow = {
        ...sent,
        state: 'sent',
        sentAt: sent.sentAt ?? p.at,
        deliveredAt: p.at,
        lastError: '',
      }
      const link = sent.linkId === null ? null : view.get('payment_links', sent.linkId)
      const isFirst = link !== null && link.deliveredAt === null
      return [
        put('mails', changed),
        ...(isFirst ? [put('payment_links', { ...link, deliveredAt: p.at })] : []),
      ]
    }
  },
})
