import { z } from 'zod'
import { businessDate, cents, id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand, put } from '../command.ts'
import { APPROVED } from '../derived-ids.ts'
import { applyToInvoices } from '../payment/apply-to-invoices.ts'
import { NOT_REVERSED, type PaymentRow } from '../payment/payment-row.ts'
import { firstRefusal, type Refusal, refuse } from '../rejections.ts'
import { row, type View } from '../view.ts'
import { amountReads, checkAmounts } from './check-amounts.ts'
import { CREDIT_METHOD } from './credit-method.ts'
import type { CreditRow } from './credit-row.ts'
import { checkStatus, IN_REVIEW, stepped } from './credit-step.ts'

/**
 * Approves a credit: it becomes an entry, applied to its invoice up to what is open there; the rest, and all of a
 * stand-alone one, is open credit. `expectedTotalCents` is what the person saw: of a credit that changed meanwhile
 * nothing is approved. The entry is dated as the credit is; it lowers the invoice from the day of the approval on, so
 * that no invoice was ever below nothing on a day before.
 */
export const approveCredit = keepingBalances(
  defineCommand({
    name: 'credit.approve',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'credits.approve',
    payload: z.strictObject({ creditId: id, approvedOn: businessDate, expectedTotalCents: cents }),
    reads: (p, view) => [
      row('credits', p.creditId),
      ...amountReads(view.get('credits', p.creditId)?.invoiceId ?? null, view),
    ],
    customerOf: (p, view) => view.get('credits', p.creditId)?.customerId ?? null,
    decide(p, view, context) {
      const credit = view.get('credits', p.creditId)
      const wrong = credit ? checkApproval(credit, p.expectedTotalCents, view) : refuse('unknown-credit')
      if (wrong || !credit) return { refusal: wrong! }
      const entry: PaymentRow = {
        ...NOT_REVERSED,
        id: context.derive(APPROVED.credit.first),
        number: credit.number,
        customerId: credit.customerId,
        kind: 'credit',
        status: 'posted',
        receivedOn: credit.creditedOn,
        method: CREDIT_METHOD,
        reference: '',
        currency: credit.currency,
        totalCents: credit.totalCents,
        unappliedCents: credit.totalCents,
        source: 'desk',
        linkId: null,
        attemptId: null,
        feeCents: 0,
        note: credit.note,
        recordedBy: context.by,
        recordedAt: context.at,
        creditId: credit.id,
      }
      const invoice = credit.invoiceId === null ? null : view.get('invoices', credit.invoiceId)
      const amountCents = Math.min(credit.totalCents, invoice?.openCents ?? 0)
      const wanted = invoice && amountCents > 0 ? [{ invoiceId: invoice.id, amountCents }] : []
      const isDatedLater = credit.creditedOn > p.approvedOn
      const appliedOn = isDatedLater ? credit.creditedOn : p.approvedOn
      const { payment, writes } = applyToInvoices(entry, wanted, appliedOn, view, context, APPROVED.entries)
      const approved = { ...stepped(credit, 'approved', '', context), paymentId: entry.id }
      return accept([put('credits', approved), put('payments', payment), ...writes])
    },
  }),
  (p, view) => [view.get('credits', p.creditId)?.customerId],
)

function checkApproval(credit: CreditRow, expectedCents: number, view: View): Refusal | null {
  const { number, totalCents } = credit
  const invoice = credit.invoiceId === null ? null : view.get('invoices', credit.invoiceId)
  return firstRefusal([
    credit.invoiceId !== null && !invoice ? refuse('unknown-invoice') : null,
    invoice?.status === 'void' ? refuse('invoice-void', { number: invoice.number }) : null,
    checkStatus(credit, IN_REVIEW),
    expectedCents === totalCents ? null : refuse('credit-changed', { number, expectedCents, totalCents }),
    ...checkAmounts(credit, 'approved', view),
  ])
}
