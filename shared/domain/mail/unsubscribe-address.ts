import { z } from 'zod'
import { id, instant } from '../../lib/parse.ts'
import { accept, defineCommand, put } from '../command.ts'
import { row, rows } from '../view.ts'

/** Whoever got a reminder wants no more of them: their address gets none from now on. Saying it again changes nothing. */
export const unsubscribeAddress = defineCommand({
  name: 'address.unsubscribe',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload: z.strictObject({ mailId: id, at: instant }),
  reads(p, view) {
    const mail = view.get('mails', p.mailId)
    return [
      row('mails', p.mailId),
      ...(mail ? [rows('suppressed_addresses', 'address', mail.recipient.toLowerCase())] : []),
    ]
  },
  decide(p, view, context) {
    const mail = view.get('mails', p.mailId)
    if (!mail) return accept([])
    const address = mail.recipient.toLowerCase()
    const isKnown = view
      .list('suppressed_addresses', 'address', address)
      .some(suppressed => suppressed.liftedAt === null)
    if (isKnown) return accept([])
    return accept([
      put('suppressed_addresses', {
        id: context.derive(0),
        address,
        reason: 'unsubscribed',
        scope: 'reminders',
        mailId: mail.id,
        detail: '',
        sinceAt: p.at,
        liftedAt: null,
        liftedBy: null,
      }),
    ])
  },
})
