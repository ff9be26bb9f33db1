import { z } from 'zod'
import { id, instant } from '../../lib/parse.ts'
import { accept, defineCommand, put } from '../command.ts'
import { row } from '../view.ts'

/** A payer pressed Pay and it did not end in a payment (yet): shown to the staff. */
export const recordTry = defineCommand({
  name: 'link.record-try',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload: z.strictObject({ linkId: id, triedAt: instant, outcome: z.enum(['declined', 'processing']) }),
  reads: p => [row('payment_links', p.linkId)],
  decide(p, view) {
    const link = view.get('payment_links', p.linkId)
    if (!link || link.state === 'paid') return accept([])
    return accept([put('payment_links', { ...link, triedAt: p.triedAt, tryOutcome: p.outcome })])
  },
})
