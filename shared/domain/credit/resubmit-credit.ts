import { z } from 'zod'
import { id, note } from '../../lib/parse.ts'
import { accept, defineCommand, put } from '../command.ts'
import { sumCents } from '../money.ts'
import { firstRefusal, refuse } from '../rejections.ts'
import { row } from '../view.ts'
import { amountReads, checkAmounts } from './check-amounts.ts'
import { CREDIT_CONTENT } from './credit-fields.ts'
import { checkStatus, stepped } from './credit-step.ts'

/**
 * Sends a credit for review with what was changed: a rejected one again, with an answer to who rejected it; one that was
 * only noted for the first time.
 */
export const resubmitCredit = defineCommand({
  name: 'credit.resubmit',
  version: 2,
  class: 'request',
  by: 'user',
  permission: 'credits.create',
  payload: z.strictObject({ creditId: id, ...CREDIT_CONTENT, answer: note(1000) }),
  reads: (p, view) => [
    row('credits', p.creditId),
    ...amountReads(view.get('credits', p.creditId)?.invoiceId ?? null, view),
  ],
  customerOf: (p, view) => view.get('credits', p.creditId)?.customerId ?? null,
  decide(p, view, context) {
    const credit = view.get('credits', p.creditId)
    if (!credit) return { refusal: refuse('unknown-credit') }
    const invoice = credit.invoiceId === null ? null : view.get('invoices', credit.invoiceId)
    const { reason, creditedOn, lines, note: text } = p
    const wrong = firstRefusal([
      invoice?.status === 'void' ? refuse('invoice-void', { number: invoice.number }) : null,
      checkStatus(credit, ['new', 'rejected']),
      ...checkAmounts({ ...credit, lines }, 'live', view),
    ])
    if (wrong) return { refusal: wrong }
    const totalCents = sumCents(lines.map(line => line.amountCents))
    const changed = { ...credit, reason, creditedOn, lines, note: text, totalCents }
    const status = credit.status === 'new' ? 'pending-review' : 'resubmitted'
    return accept([put('credits', stepped(changed, status, p.answer, context))])
  },
})
