import { z } from 'zod'
import { assert } from '../../lib/assert.ts'
import { cents, requiredLine } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, type CommandContext, defineCommand, type Write } from '../command.ts'
import { companyOf } from '../company/company-of.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import { REVERSED } from '../derived-ids.ts'
import { chargeInvoice } from '../invoice/charge-invoice.ts'
import { freeNumber, numberReads } from '../numbers/free-number.ts'
import { refuse } from '../rejections.ts'
import { claim, row, type View } from '../view.ts'
import type { PaymentRow } from './payment-row.ts'
import { receivedCustomers } from './release-received.ts'
import { checkTakeBack, registerTakeBack, TAKE_BACK, takeBackReads } from './take-back.ts'

const payload = z
  .strictObject({
    ...TAKE_BACK,
    /** What it costs the customer; 0: nothing. */
    feeCents: cents,
    /** The number of the fee's invoice, from a leased block of orders; null without a fee. */
    feeNumber: requiredLine(20).nullable(),
  })
  .refine(({ feeCents, feeNumber }) => feeCents === 0 || feeNumber !== null, {
    path: ['feeNumber'],
    message: 'required with a fee',
  })

/**
 * The check or bank debit bounced: a negative twin, its invoices open again, and an invoice for the fee where one is
 * charged. One fee per payment, however often it is told. A fact: of a payment that was voided, refunded or taken back
 * meanwhile it is a task, and no fee.
 */
export const markNsf = keepingBalances(
  defineCommand({
    name: 'payment.mark-nsf',
    version: 2,
    class: 'fact',
    by: 'user',
    permission: 'payments.reverse',
    payload,
    reads(p, view) {
      const reads = takeBackReads(p, view)
      const customerId = view.get('payments', p.paymentId)?.customerId
      if (p.feeNumber === null || !customerId) return reads
      return [
        ...reads,
        row('customers', customerId),
        claim(feeClaim(customerId, p.paymentId)),
        ...numberReads('no:INV:', p.feeNumber, p.paymentId),
      ]
    },
    customerOf: (p, view) => view.get('payments', p.paymentId)?.customerId ?? null,
    entry(p, view) {
      const wrong = checkTakeBack('nsf', p, view)
      if (wrong || p.feeNumber === null) return wrong
      const customerId = view.get('payments', p.paymentId)?.customerId ?? ''
      return view.get('customers', customerId) ? null : refuse('unknown-customer')
    },
    decide(p, view, context) {
      const { posted, writes } = registerTakeBack('nsf', p, view, context)
      if (posted === null || p.feeCents === 0 || p.feeNumber === null) return accept(writes)
      const { payment, on } = posted
      const customer = payment.customerId === '' ? null : view.get('customers', payment.customerId)
      if (!customer || view.holder(feeClaim(payment.customerId, payment.id)) !== null) return accept(writes)
      return accept([...writes, ...fee(payment, customer, { ...p, markedOn: on }, view, context)])
    },
  }),
  (p, view) => receivedCustomers(p.paymentId, view),
)

function feeClaim(customerId: string, paymentId: string): string {
  return `invoice.cause:${customerId}:nsf:${paymentId}`
}

function fee(
  payment: PaymentRow,
  customer: CustomerRow,
  p: z.output<typeof payload>,
  view: View,
  context: CommandContext,
): Write[] {
  const company = companyOf(view)
  assert(company && p.feeNumber !== null, 'a payment without a company, or a fee without a number')
  const what = payment.reference === '' ? payment.number : payment.reference
  const label =
    customer.language === 'es' ? `Cargo por pago devuelto ${what}` : `Returned payment fee ${what}`
  const number = freeNumber('no:INV:', p.feeNumber, p.paymentId, view, context)
  const charge = { kind: 'nsf-fee' as const, cause: `nsf:${payment.id}`, issuedOn: p.markedOn }
  return chargeInvoice(
    { ...charge, company, customer, number, amountCents: p.feeCents, label },
    context,
    REVERSED.feeInvoice,
  )
}
