import type { CommandContext, Job, Write } from '../command.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import { MAILED } from '../derived-ids.ts'
import { newTask } from '../task/new-task.ts'
import { settleTasks } from '../task/settle-tasks.ts'
import type { View } from '../view.ts'
import { sendJob } from './email-document.ts'
import { type MailRow, PLAIN_MAIL } from './mail-row.ts'

type About = Pick<MailRow, 'kind' | 'invoiceId' | 'revision' | 'linkId' | 'invoiceIds' | 'cause'>

/** The relay's own mails about something, one per address, in the customer's language; their words are written as they go out. */
export function automaticMails(
  about: About,
  addresses: readonly string[],
  customer: CustomerRow,
  context: CommandContext,
): MailRow[] {
  return addresses.slice(0, MAILED.mails.most).map((recipient, at) => ({
    ...PLAIN_MAIL,
    id: context.derive(MAILED.mails.first + at),
    customerId: customer.id,
    paymentId: null,
    recipient,
    subject: '',
    message: '',
    language: customer.language,
    state: 'queued',
    attempts: 0,
    lastError: '',
    queuedAt: context.at,
    queuedBy: context.by,
    sentAt: null,
    ...about,
  }))
}

/** The job that sends a mail of the relay's own: held in the company's quiet hours. */
export function automaticSendJob(mail: MailRow): Job {
  const job = sendJob(mail)
  return { ...job, payload: { ...job.payload, cause: mail.cause } }
}

/** Addresses without those that are written twice. */
export function distinctAddresses(addresses: readonly string[]): string[] {
  const byFolded = new Map(addresses.map(address => [address.toLowerCase(), address]))
  return [...byFolded.values()]
}

/** What tells the staff that a customer has no address to mail to: once while it is open. Reads tasks about the customer. */
export function addressTask(
  hasAddress: boolean,
  customer: CustomerRow,
  view: View,
  context: CommandContext,
): Write[] {
  const subject = `customers:${customer.id}`
  if (hasAddress) return settleTasks(subject, ['customer-without-address'], view, context)
  const isTold = view
    .list('tasks', 'subject', subject)
    .some(task => task.kind === 'customer-without-address' && task.state === 'open')
  return isTold
    ? []
    : [
        newTask(context, MAILED.task.first, 'customer-without-address', subject, customer.id, {
          customer: customer.name,
        }),
      ]
}
