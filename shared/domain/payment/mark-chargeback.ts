import { z } from 'zod'
import { assert } from '../../lib/assert.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand } from '../command.ts'
import { checkTakeBack, TAKE_BACK, takeBack, takeBackCustomers, takeBackReads } from './take-back.ts'

/** The card network or the bank took a payment back: a negative twin, and its invoices open again. Never with a fee. */
export const markChargeback = keepingBalances(
  defineCommand({
    name: 'payment.mark-chargeback',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'payments.reverse',
    payload: z.strictObject(TAKE_BACK),
    reads: takeBackReads,
    customerOf: (p, view) => view.get('payments', p.paymentId)?.customerId ?? null,
    decide(p, view, context) {
      const wrong = checkTakeBack(p, view)
      if (wrong) return { refusal: wrong }
      const payment = view.get('payments', p.paymentId)
      assert(payment, 'an unknown payment is refused')
      return accept(takeBack('chargeback', payment, p, view, context))
    },
  }),
  (p, view) => takeBackCustomers(p.paymentId, view),
)
