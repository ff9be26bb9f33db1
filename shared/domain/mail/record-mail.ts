import { z } from 'zod'
import { id, instant, line } from '../../lib/parse.ts'
import { accept, defineCommand, put, type Write } from '../command.ts'
import { mailCameBack, sentMailReads } from './mail-came-back.ts'

/** What became of a mail: given by the relay as it sends. States only move forward, so late reports change nothing. */
export const recordMail = defineCommand({
  name: 'mail.record',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload: z.strictObject({
    mailId: id,
    state: z.enum(['waiting', 'sent', 'probably-sent', 'undelivered', 'canceled']),
    attempts: z.int().min(0).max(10_000),
    error: line(300),
    at: instant,
    /** The end of the token in this mail, to tell links apart on the screen; empty without a link. */
    tokenLast4: line(4),
  }),
  reads: (p, view) => sentMailReads(p.mailId, view),
  decide(p, view, context) {
    const mail = view.get('mails', p.mailId)
    if (!mail || mail.state === 'undelivered' || mail.state === 'canceled') return accept([])
    const delivered = mail.state === 'sent' || mail.state === 'probably-sent'
    if (delivered && p.state !== 'undelivered') return accept([])
    const sentNow = p.state === 'sent' || p.state === 'probably-sent'
    const changed = {
      ...mail,
      state: p.state,
      attempts: p.attempts,
      lastError: p.error,
      sentAt: sentNow ? p.at : mail.sentAt,
    }
    if (p.state === 'undelivered') return accept(mailCameBack(changed, view, context))
    const writes: Write[] = [put('mails', changed)]
    const link = mail.linkId === null ? null : view.get('payment_links', mail.linkId)
    // A mail that found nothing due any more went without its link: nobody was sent it.
    const wentWithout = p.state === 'sent' && p.tokenLast4 === ''
    if (link && sentNow && !wentWithout && (link.state === 'queued' || link.state === 'undelivered')) {
      const tokenLast4 = p.tokenLast4 || link.tokenLast4
      writes.push(put('payment_links', { ...link, state: 'sent', sentAt: p.at, tokenLast4 }))
    }
    return accept(writes)
  },
})
