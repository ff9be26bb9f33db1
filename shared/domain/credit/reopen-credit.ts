import { z } from 'zod'
import { businessDate, id, note } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand, put, type ReadSoFar } from '../command.ts'
import { releaseApplications, releaseReads } from '../payment/release-applications.ts'
import { firstRefusal, type Refusal, refuse } from '../rejections.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { CreditRow } from './credit-row.ts'
import { checkStatus, stepped } from './credit-step.ts'

/**
 * Takes an approved credit back to review: its entry becomes void and its invoice is open again. Refused while something
 * of it is used: on an invoice that is not its own, or refunded; the refusal names where.
 */
export const reopenCredit = keepingBalances(
  defineCommand({
    name: 'credit.reopen',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'credits.reopen',
    payload: z.strictObject({ creditId: id, reopenedOn: businessDate, note: note(1000) }),
    reads: (p, view) => [row('credits', p.creditId), ...entryReads(entryIdOf(p.creditId, view), view)],
    customerOf: (p, view) => view.get('credits', p.creditId)?.customerId ?? null,
    decide(p, view, context) {
      const credit = view.get('credits', p.creditId)
      if (!credit) return { refusal: refuse('unknown-credit') }
      const wrong = firstRefusal([checkStatus(credit, ['approved']), ...checkUnused(credit, view)])
      if (wrong) return { refusal: wrong }
      const reopened = { ...stepped(credit, 'pending-review', p.note, context), paymentId: null }
      const entry = credit.paymentId === null ? null : view.get('payments', credit.paymentId)
      if (!entry) return accept([put('credits', reopened)])
      const { writes } = releaseApplications(entry.id, null, p.reopenedOn, view, context)
      return accept([
        put('credits', reopened),
        put('payments', { ...entry, status: 'void', unappliedCents: 0, voidedOn: p.reopenedOn }),
        ...writes,
      ])
    },
  }),
  (p, view) => {
    const entryId = entryIdOf(p.creditId, view)
    if (entryId === null) return []
    return [
      view.get('payments', entryId)?.customerId,
      ...view
        .list('applications', 'paymentId', entryId)
        .map(entry => view.get('invoices', entry.invoiceId)?.customerId),
    ]
  },
)

function entryIdOf(creditId: string, view: Pick<View, 'get'>): string | null {
  return view.get('credits', creditId)?.paymentId ?? null
}

function entryReads(entryId: string | null, view: ReadSoFar): Read[] {
  if (entryId === null) return []
  return [row('payments', entryId), rows('payments', 'reversesId', entryId), ...releaseReads(entryId, view)]
}

/** Where an approved credit is used, each as a refusal that names the documents. */
function checkUnused(credit: CreditRow, view: View): (Refusal | null)[] {
  const { number, paymentId, invoiceId } = credit
  if (paymentId === null) return []
  const elsewhere = new Map<string, number>()
  for (const entry of view.list('applications', 'paymentId', paymentId)) {
    if (entry.invoiceId === invoiceId) continue
    elsewhere.set(entry.invoiceId, (elsewhere.get(entry.invoiceId) ?? 0) + entry.amountCents)
  }
  const used = [...elsewhere].filter(([, amountCents]) => amountCents > 0)
  const invoices = used.map(([id]) => view.get('invoices', id)?.number ?? '').join(', ')
  const amountCents = used.reduce((sum, [, cents]) => sum + cents, 0)
  const returnedCents = view.get('payments', paymentId)?.returnedCents ?? 0
  const refunds = view.list('payments', 'reversesId', paymentId).map(refund => refund.number)
  return [
    amountCents > 0 ? refuse('credit-in-use', { number, invoices, amountCents }) : null,
    returnedCents > 0
      ? refuse('credit-refunded', { number, refunds: refunds.join(', '), amountCents: returnedCents })
      : null,
  ]
}
