import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'

/**
 * Takes a payment link back: from then on its address answers like one that nobody knows. Money that is on its way comes in
 * all the same. One that was paid stays as it is.
 */
export const revokeLink = defineCommand({
  name: 'link.revoke',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'documents.email',
  payload: z.strictObject({ linkId: id }),
  reads(p, view) {
    const customerId = view.get('payment_links', p.linkId)?.customerId
    return [row('payment_links', p.linkId), ...(customerId ? [row('customers', customerId)] : [])]
  },
  customerOf: (p, view) => view.get('payment_links', p.linkId)?.customerId ?? null,
  decide(p, view, context) {
    const link = view.get('payment_links', p.linkId)
    if (!link) return reject('unknown-link')
    if (link.state === 'revoked') return accept([])
    if (link.state === 'paid') return reject('link-paid')
    return accept([
      put('payment_links', { ...link, state: 'revoked', revokedAt: context.at, revokedBy: context.by }),
    ])
  },
})
