import { z } from 'zod'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand } from '../command.ts'
import { receivedCustomers } from './release-received.ts'
import { checkTakeBack, registerTakeBack, TAKE_BACK, takeBackReads } from './take-back.ts'

/**
 * The card network or the bank took a payment back: a negative twin, and its invoices open again. Never with a fee. A fact:
 * of a payment that was voided, refunded or taken back meanwhile it is a task.
 */
export const markChargeback = keepingBalances(
  defineCommand({
    name: 'payment.mark-chargeback',
    version: 2,
    class: 'fact',
    by: 'user',
    permission: 'payments.reverse',
    payload: z.strictObject(TAKE_BACK),
    reads: takeBackReads,
    customerOf: (p, view) => view.get('payments', p.paymentId)?.customerId ?? null,
    entry: (p, view) => checkTakeBack('chargeback', p, view),
    decide: (p, view, context) => accept(registerTakeBack('chargeback', p, view, context).writes),
  }),
  (p, view) => receivedCustomers(p.paymentId, view),
)
