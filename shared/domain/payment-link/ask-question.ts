import { z } from 'zod'
import { emailAddress, id, line, note, requiredLine } from '../../lib/parse.ts'
import { accept, defineCommand, type Job, put, type Write } from '../command.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import { customerReads, keptCustomer } from '../customer/kept-customer.ts'
import { sendJob } from '../mail/email-document.ts'
import { type MailRow, PLAIN_MAIL } from '../mail/mail-row.ts'
import { newTask } from '../task/new-task.ts'
import { row } from '../view.ts'
import { linkReads } from './link-reads.ts'

/** How much of a question stands in its task; the mail has all of it. */
const TASK_CHARS = 2000

/** A payer asked something about a link's invoices: a task for the staff, and a mail where there is an address for it. */
export const askQuestion = defineCommand({
  name: 'link.ask',
  version: 1,
  class: 'fact',
  by: 'relay',
  permission: null,
  payload: z.strictObject({
    linkId: id,
    mailId: id,
    /** Who answers; null where neither salesperson nor company has an address. */
    to: emailAddress.nullable(),
    /** The address on file, which the answer goes to. */
    replyTo: emailAddress,
    /** What the payer calls themselves, as typed. */
    name: line(100),
    subject: requiredLine(200),
    message: note(2000),
  }),
  reads(p, view) {
    const customerId = view.get('payment_links', p.linkId)?.customerId
    return [
      row('companies', COMPANY_ROW),
      row('mails', p.mailId),
      ...linkReads(p.linkId, view),
      ...(customerId ? customerReads(customerId, view) : []),
    ]
  },
  decide(p, view, context) {
    const link = view.get('payment_links', p.linkId)
    const customer = link && keptCustomer(link.customerId, view)
    if (!link || !customer || view.get('mails', p.mailId)) return accept([])
    const params = {
      customer: customer.name,
      name: p.name,
      address: p.replyTo,
      subject: p.subject,
      message: p.message.slice(0, TASK_CHARS),
    }
    const writes: Write[] = [
      newTask(context, 0, 'customer-question', `payment_links:${link.id}`, customer.id, params),
    ]
    const jobs: Job[] = []
    if (p.to !== null) {
      const mail: MailRow = {
        id: p.mailId,
        kind: 'question',
        customerId: customer.id,
        invoiceId: null,
        revision: 0,
        paymentId: null,
        // It carries no link: it goes to our own people.
        linkId: null,
        recipient: p.to,
        subject: p.subject,
        message: p.name === '' ? p.message : `${p.message}\n\n${p.name}`,
        language: companyOf(view)?.language ?? 'en',
        state: 'queued',
        attempts: 0,
        lastError: '',
        queuedAt: context.at,
        queuedBy: context.by,
        sentAt: null,
        ...PLAIN_MAIL,
        cause: `question:${p.replyTo}`,
      }
      writes.push(put('mails', mail))
      jobs.push(sendJob(mail))
    }
    return accept(writes, jobs)
  },
})

/** The address that an answer to a customer's question goes to; null for any other mail. */
export function questionerOf(mail: Pick<MailRow, 'kind' | 'cause'>): string | null {
  return mail.kind === 'question' && mail.cause.startsWith('question:') ? mail.cause.slice(9) : null
}
