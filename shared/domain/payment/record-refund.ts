import { z } from 'zod'
import { latestOf } from '../../lib/dates.ts'
import { businessDate, id, line } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import { accept, type CommandContext, defineCommand, type Job, put, type Write } from '../command.ts'
import { firstOpenDay } from '../company/closed-period.ts'
import { COMPANY_ROW } from '../company/company-of.ts'
import { customerReads, keptCustomer } from '../customer/kept-customer.ts'
import { REFUND_TOLD } from '../derived-ids.ts'
import { sendJob } from '../mail/email-document.ts'
import { type MailRow, PLAIN_MAIL } from '../mail/mail-row.ts'
import { newTask } from '../task/new-task.ts'
import { row, type View } from '../view.ts'
import { givenBack, reversedOf, reversedReads } from './cancel-refund.ts'
import type { PaymentRow } from './payment-row.ts'
import { takeUnposted, unpostedReads } from './take-unposted.ts'

const payload = z.strictObject({
  /** The refund: an entry among the payments. */
  refundId: id,
  /** `asked`: the gateway is about to be asked, so that it can't be canceled any more; the others are the gateway's word. */
  state: z.enum(['asked', 'pending', 'succeeded', 'failed']),
  /** The gateway's id of it; empty while there is none. */
  reference: line(60),
  /** Why it failed, for the staff; empty otherwise. */
  reason: line(200),
  on: businessDate,
})

/**
 * How the gateway carries out a refund to the source: given by the relay. States only move forward; `succeeded` tells the
 * customer, `failed` gives the amount back as open credit, with a task, but for what the bank took of it meanwhile. One that
 * failed or was canceled stays so.
 */
export const recordRefund = keepingBalances(
  defineCommand({
    name: 'payment.record-refund',
    version: 1,
    class: 'fact',
    by: 'relay',
    permission: null,
    payload,
    reads(p, view) {
      const customerId = view.get('payments', p.refundId)?.customerId
      return [
        row('companies', COMPANY_ROW),
        row('payments', p.refundId),
        ...reversedReads(p.refundId, view),
        ...unpostedReads(p.refundId, view),
        ...(customerId ? customerReads(customerId, view) : []),
      ]
    },
    decide(p, view, context) {
      const refund = view.get('payments', p.refundId)
      const isOver = refund?.refundState === 'failed' || refund?.refundState === 'canceled'
      if (refund?.kind !== 'refund' || refund.status === 'void' || isOver) return accept([])
      // What someone registered did not go through a gateway: no word of one is about it.
      if (refund.source !== 'link') return accept([])
      const known: PaymentRow = {
        ...refund,
        attemptId: `refund:${refund.id}`,
        reference: p.reference || refund.reference,
      }
      if (p.state === 'failed') return failed(known, p, view, context)
      const isNews = p.state === 'succeeded' && refund.refundState === 'pending'
      const recorded = isNews ? { ...known, refundState: 'succeeded' as const } : known
      const { writes, jobs } = isNews ? refundMails(recorded, view, context) : { writes: [], jobs: [] }
      return accept([put('payments', recorded), ...writes], jobs)
    },
  }),
  (p, view) => [view.get('payments', p.refundId)?.customerId, reversedOf(p.refundId, view)?.customerId],
)

function failed(refund: PaymentRow, p: z.output<typeof payload>, view: View, context: CommandContext) {
  const on = firstOpenDay(p.on, view)
  const gone = { ...refund, refundState: 'failed' as const, voidedOn: latestOf(on, refund.receivedOn) }
  const reversed = givenBack(refund, view)
  const { writes, takenCents } = takeUnposted(reversed, refund, gone.voidedOn, view, context)
  const params = {
    refund: refund.number,
    payment: reversed.number,
    amountCents: -refund.totalCents - takenCents,
    reason: p.reason,
  }
  const subject = `payments:${reversed.id}`
  const customerId = reversed.customerId || null
  const task = newTask(context, REFUND_TOLD.task.first, 'refund-failed', subject, customerId, params)
  return accept([put('payments', gone), ...writes, ...(params.amountCents > 0 ? [task] : [])])
}

/** The mails that tell the customer; the relay writes subject and letter. */
function refundMails(
  refund: PaymentRow,
  view: View,
  context: CommandContext,
): { writes: Write[]; jobs: Job[] } {
  // Money of nobody we know has nobody to tell.
  const customer = refund.customerId === '' ? null : keptCustomer(refund.customerId, view)
  const mails = [...new Set(customer?.invoiceEmails ?? [])].slice(0, REFUND_TOLD.mails.most).map(
    (recipient, at): MailRow => ({
      id: context.derive(REFUND_TOLD.mails.first + at),
      kind: 'refund',
      customerId: customer!.id,
      invoiceId: null,
      revision: 0,
      paymentId: refund.id,
      linkId: null,
      recipient,
      subject: '',
      message: '',
      language: customer!.language,
      state: 'queued',
      attempts: 0,
      lastError: '',
      queuedAt: context.at,
      queuedBy: context.by,
      sentAt: null,
      ...PLAIN_MAIL,
    }),
  )
  return { writes: mails.map(mail => put('mails', mail)), jobs: mails.map(sendJob) }
}
