import { z } from 'zod'
import {
  businessDate,
  cents,
  emailAddress,
  id,
  instant,
  positiveCents,
  requiredLine,
} from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, defineCommand, type Job, put, type Write } from '../command.ts'
import { firstOpenDay } from '../company/closed-period.ts'
import { COMPANY_ROW } from '../company/company-of.ts'
import { customerReads, keptCustomer, keptCustomerId } from '../customer/kept-customer.ts'
import { RECEIVED } from '../derived-ids.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { sendJob } from '../mail/email-document.ts'
import { type MailRow, PLAIN_MAIL } from '../mail/mail-row.ts'
import { sumCents } from '../money.ts'
import { allocateOldestDue } from '../payment-link/allocate.ts'
import { linkInvoices, linkReads } from '../payment-link/link-reads.ts'
import { type AskedDocument, orderAsAsked } from '../payment-link/order-ask.ts'
import type { PaymentLinkRow } from '../payment-link/payment-link-row.ts'
import { newTask } from '../task/new-task.ts'
import { claim, row, type View } from '../view.ts'
import { applyToInvoices } from './apply-to-invoices.ts'
import { bookCredits, bookedCreditReads } from './book-credits.ts'
import { identityReads, paymentIdentity } from './payment-identity.ts'
import { NOT_REVERSED, type PaymentRow } from './payment-row.ts'

const payload = z.strictObject({
  paymentId: id,
  number: requiredLine(20),
  linkId: id,
  /** The gateway's id of the charge: one charge, one payment, however often it is reported. */
  attemptId: requiredLine(200),
  method: z.enum(['card', 'ach']),
  /** How the payer will know it again, such as `Visa 4242`. */
  reference: requiredLine(60),
  receivedOn: businessDate,
  capturedAt: instant,
  totalCents: positiveCents,
  feeCents: cents,
  currency: requiredLine(3),
  receiptTo: emailAddress.nullable(),
  /** In which language the payer read the page on which they paid; null where that is not known: the link's. */
  language: z.enum(['en', 'es']).nullable(),
  /** The invoices of the link that the payer picked; null where all of them were asked for. */
  invoiceIds: z.array(id).max(5000).nullable(),
  /** The parts of open credits that were kept for this payment; null where whatever is open is used. */
  credits: z
    .array(z.strictObject({ creditId: id, amountCents: positiveCents }))
    .max(5000)
    .nullable(),
})

/**
 * The gateway captured money for a link. A fact, never refused: it is applied oldest due first to the invoices that were
 * asked for, as far as they are open, beside the open credits that the link took off them; the rest stays unapplied, with a
 * task. For a pending order it is held until that is confirmed. Dated in a closed period, it is posted on the first open day,
 * with a task.
 */
export const capturePayment = keepingBalances(
  defineCommand({
    name: 'payment.capture',
    version: 4,
    class: 'fact',
    by: 'relay',
    permission: null,
    payload,
    reads(p, view) {
      const customerId = view.get('payment_links', p.linkId)?.customerId
      return [
        claim(`charge:${p.method}:${p.attemptId}`),
        row('companies', COMPANY_ROW),
        ...identityReads(p),
        ...linkReads(p.linkId, view),
        ...bookedCreditReads(p.linkId, view),
        ...(customerId ? customerReads(customerId, view) : []),
      ]
    },
    decide(p, view, context) {
      if (view.holder(`charge:${p.method}:${p.attemptId}`) !== null) return accept([])
      const link = view.get('payment_links', p.linkId)
      const customer = link && keptCustomer(link.customerId, view)
      const customerId = customer?.id ?? link?.customerId ?? ''
      const { id: paymentId, number } = paymentIdentity(p, view, context)
      const receivedOn = firstOpenDay(p.receivedOn, view)
      const order = askedOrder(link, view)
      const isHeld =
        order?.status === 'open' && order.customerId === customerId && order.currency === p.currency
      const captured: PaymentRow = {
        id: paymentId,
        number,
        customerId,
        kind: 'payment',
        status: 'posted',
        receivedOn,
        method: p.method,
        reference: p.reference,
        currency: p.currency,
        totalCents: p.totalCents,
        unappliedCents: p.totalCents,
        source: 'link',
        linkId: p.linkId,
        attemptId: p.attemptId,
        feeCents: p.feeCents,
        note: '',
        recordedBy: context.by,
        recordedAt: context.at,
        ...NOT_REVERSED,
        heldForOrderId: isHeld ? order.id : null,
      }
      const invoices = linkInvoices(p.linkId, view)
      const isAsked = ({ id }: InvoiceRow) => p.invoiceIds === null || p.invoiceIds.includes(id)
      const open = new Map<string, InvoiceRow>()
      const { linkId, totalCents } = p
      const credits = bookCredits(
        { paymentId, linkId, totalCents, receivedOn, credits: p.credits },
        isAsked,
        open,
        view,
        context,
      )
      const asked = invoices.filter(isAsked).map(invoice => open.get(invoice.id) ?? invoice)
      const { applications, leftCents: unusedCents } = allocateOldestDue(p.totalCents, asked)
      const wanted = applications.map(each => ({ ...each, bookedWith: paymentId }))
      const { payment, writes } = applyToInvoices(
        captured,
        wanted,
        receivedOn,
        view,
        context,
        RECEIVED.entries,
        open,
      )
      // What waits for its order is no surplus, as far as the order asks for it.
      const leftCents = isHeld ? Math.max(0, p.totalCents - order.openCents) : unusedCents
      const subject = `payments:${paymentId}`
      const tasks: Write[] = []
      if (leftCents > 0) {
        const params = { amountCents: leftCents, payment: number }
        tasks.push(
          newTask(context, RECEIVED.own.first, 'overpayment', subject, captured.customerId || null, params),
        )
      }
      if (receivedOn !== p.receivedOn) {
        const params = { payment: number, on: p.receivedOn, postedOn: receivedOn, amountCents: p.totalCents }
        tasks.push(
          newTask(
            context,
            RECEIVED.own.first + 3,
            'posted-after-close',
            subject,
            captured.customerId || null,
            params,
          ),
        )
      }
      if (!customer) {
        const params = { payment: number, amountCents: p.totalCents }
        tasks.push(
          newTask(context, RECEIVED.own.first + 1, 'payment-for-unknown-customer', subject, null, params),
        )
      }
      const openBefore =
        order?.openCents ??
        sumCents(invoices.map(invoice => (invoice.status === 'open' ? invoice.openCents : 0)))
      if (link && openBefore === p.totalCents - leftCents + credits.spentCents) {
        const paid = { state: 'paid' as const, tryOutcome: 'paid' as const, paidAt: p.capturedAt }
        // A try that failed before stays told at its own time.
        tasks.push(put('payment_links', { ...link, ...paid, triedAt: link.triedAt ?? p.capturedAt }))
      }
      const jobs: Job[] = []
      if (link && p.receiptTo !== null) {
        const receipt: MailRow = {
          id: context.derive(RECEIVED.own.first + 2),
          kind: 'receipt',
          customerId,
          invoiceId: null,
          revision: 0,
          paymentId,
          linkId: null,
          recipient: p.receiptTo,
          subject: '',
          message: '',
          language: p.language ?? link.language,
          state: 'queued',
          attempts: 0,
          lastError: '',
          queuedAt: context.at,
          queuedBy: context.by,
          sentAt: null,
          ...PLAIN_MAIL,
        }
        tasks.push(put('mails', receipt))
        jobs.push(sendJob(receipt))
      }
      return accept([put('payments', payment), ...credits.writes, ...writes, ...tasks], jobs)
    },
  }),
  (p, view) => {
    const link = view.get('payment_links', p.linkId)
    return [link && keptCustomerId(link.customerId, view)]
  },
)

/** The order that the link asks to be paid ahead; null once it has an invoice, and for links over invoices. */
function askedOrder(link: PaymentLinkRow | null, view: View): AskedDocument | null {
  if (!link?.orderId || view.list('payment_link_invoices', 'linkId', link.id).length > 0) return null
  const order = view.get('orders', link.orderId)
  return order && orderAsAsked(order, view.list('payments', 'heldForOrderId', link.orderId))
}
