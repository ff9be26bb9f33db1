import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put, type ReadSoFar } from '../command.ts'
import { customerReads, keptCustomerId } from '../customer/kept-customer.ts'
import { refuse } from '../rejections.ts'
import { type Read, row, type View } from '../view.ts'

/** Someone of the staff made sure that an address works, or that its owner wants our mails: they go out again. */
export const allowAddress = defineCommand({
  name: 'address.allow',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'documents.email',
  payload: z.strictObject({ suppressedId: id }),
  reads: (p, view) => [row('suppressed_addresses', p.suppressedId), ...ownerReads(p.suppressedId, view)],
  customerOf(p, view) {
    const customerId = mailedCustomerId(p.suppressedId, view)
    return customerId && keptCustomerId(customerId, view)
  },
  entry: (p, view) =>
    view.get('suppressed_addresses', p.suppressedId) ? null : refuse('unknown-suppression'),
  decide(p, view, context) {
    const suppressed = view.get('suppressed_addresses', p.suppressedId)
    // A relay put back to a backup may have lost it: then mails go there anyway.
    if (!suppressed || suppressed.liftedAt !== null) return accept([])
    return accept([
      put('suppressed_addresses', { ...suppressed, liftedAt: context.at, liftedBy: context.by }),
    ])
  },
})

function ownerReads(suppressedId: string, view: ReadSoFar): Read[] {
  const mailId = view.get('suppressed_addresses', suppressedId)?.mailId
  const customerId = mailedCustomerId(suppressedId, view)
  return [...(mailId ? [row('mails', mailId)] : []), ...(customerId ? customerReads(customerId, view) : [])]
}

/** Whom the mail was for that came back; null where it was none of ours. `mail.suppressed` asks the same. */
function mailedCustomerId(suppressedId: string, view: Pick<View, 'get'>): string | null {
  const mailId = view.get('suppressed_addresses', suppressedId)?.mailId
  return (mailId && view.get('mails', mailId)?.customerId) || null
}
