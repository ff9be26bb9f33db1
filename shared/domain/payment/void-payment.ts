import { z } from 'zod'
import { businessDate, id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { refuse } from '../rejections.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import { row, rows } from '../view.ts'
import { bouncedSince, givenBack, reversedOf, reversedReads } from './cancel-refund.ts'
import { receivedCustomers, receivedReads, releaseReceived } from './release-received.ts'
import { takenBackBy } from './reversal-rows.ts'
import { takeUnposted, unpostedReads } from './take-unposted.ts'

/** What nobody needs to look at once the payment is withdrawn. */
const SETTLED = [
  'overpayment',
  'payment-on-void-invoice',
  'possible-duplicate-payment',
  'payment-for-unknown-customer',
  'fact-needs-review',
  'posted-after-close',
] as const

/**
 * Withdraws a payment that was recorded by mistake, and what came in with it: its invoices are open again, the credits used
 * with it are open credits again. Gateway payments are refunded instead.
 * A refund, NSF or chargeback recorded by mistake is withdrawn the same way: what it was of has the amount again, unapplied,
 * but for what the bank took of it meanwhile.
 */
export const voidPayment = keepingBalances(
  defineCommand({
    name: 'payment.void',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'payments.reverse',
    payload: z.strictObject({ paymentId: id, voidedOn: businessDate }),
    reads: (p, view) => [
      row('payments', p.paymentId),
      rows('payments', 'reversesId', p.paymentId),
      ...reversedReads(p.paymentId, view),
      ...unpostedReads(p.paymentId, view),
      ...receivedReads(p.paymentId, view),
      ...taskReads(`payments:${p.paymentId}`),
    ],
    customerOf: (p, view) => view.get('payments', p.paymentId)?.customerId ?? null,
    entry(p, view) {
      const payment = view.get('payments', p.paymentId)
      return payment && p.voidedOn < payment.receivedOn
        ? refuse('before-payment', { number: payment.number, receivedOn: payment.receivedOn }, 'voidedOn')
        : null
    },
    decide(p, view, context) {
      const payment = view.get('payments', p.paymentId)
      if (!payment) return reject('unknown-payment')
      const { number, kind, returnedCents } = payment
      if (payment.status === 'void') return reject('payment-void', { number })
      if (payment.source === 'link') return reject('payment-from-gateway', { number })
      // A credit is withdrawn by reopening the request it was approved for.
      if (kind === 'credit') return reject('entry-is-credit', { number })
      const withdrawn = { ...payment, status: 'void' as const, unappliedCents: 0, voidedOn: p.voidedOn }
      const settled = settleTasks(`payments:${payment.id}`, SETTLED, view, context)
      if (payment.reversesId !== null) {
        // One that failed or was canceled has given its amount back already.
        const { refundState } = payment
        if (refundState === 'failed' || refundState === 'canceled')
          return reject('refund-not-open', { number, state: refundState })
        const bounced = kind === 'refund' ? bouncedSince(payment.id, view) : null
        if (bounced) return { refusal: bounced }
        const again = givenBack(payment, view)
        const { writes } =
          kind === 'refund'
            ? takeUnposted(again, payment, p.voidedOn, view, context)
            : { writes: [put('payments', again)] }
        return accept([put('payments', withdrawn), ...writes, ...settled])
      }
      const taken = takenBackBy(view.list('payments', 'reversesId', payment.id))
      if (taken) return reject('payment-taken-back', { number, kind: taken.kind, by: taken.number })
      if (returnedCents > 0) return reject('payment-refunded', { number, amountCents: returnedCents })
      const { writes } = releaseReceived(payment, p.voidedOn, view, context)
      return accept([put('payments', withdrawn), ...writes, ...settled])
    },
  }),
  (p, view) => [reversedOf(p.paymentId, view)?.customerId, ...receivedCustomers(p.paymentId, view)],
)
