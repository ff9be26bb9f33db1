import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put } from '../command.ts'
import { refuse } from '../rejections.ts'
import { row } from '../view.ts'

/** Someone of the staff made sure that an address works, or that its owner wants our mails: they go out again. */
export const allowAddress = defineCommand({
  name: 'address.allow',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'documents.email',
  payload: z.strictObject({ suppressedId: id }),
  reads: p => [row('suppressed_addresses', p.suppressedId)],
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
