import { z } from 'zod'
import { id, note } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { row } from '../view.ts'
import { checkStatus, IN_REVIEW, stepped } from './credit-step.ts'

/** Sends a credit back to who asked for it, with the reason why. It may be changed and sent again. */
export const rejectCredit = defineCommand({
  name: 'credit.reject',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'credits.approve',
  payload: z.strictObject({
    creditId: id,
    note: note(1000).refine(text => text.length > 0, 'required'),
  }),
  reads: p => [row('credits', p.creditId)],
  customerOf: (p, view) => view.get('credits', p.creditId)?.customerId ?? null,
  decide(p, view, context) {
    const credit = view.get('credits', p.creditId)
    if (!credit) return reject('unknown-credit')
    const wrong = checkStatus(credit, IN_REVIEW)
    if (wrong) return { refusal: wrong }
    return accept([put('credits', stepped(credit, 'rejected', p.note, context))])
  },
})
