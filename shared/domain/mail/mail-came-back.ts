import { type CommandContext, put, type ReadSoFar, type Write } from '../command.ts'
import { newTask } from '../task/new-task.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { MailRow } from './mail-row.ts'

/** What `mailCameBack` reads: the mail, its link, and the link's other mails. */
export function sentMailReads(mailId: string, view: ReadSoFar): Read[] {
  const linkId = view.get('mails', mailId)?.linkId
  return [
    row('mails', mailId),
    ...(linkId ? [row('payment_links', linkId), rows('mails', 'linkId', linkId)] : []),
  ]
}

/** A mail that will not arrive, with its task; its link is undelivered once none of its mails is left. Derived id 0. */
export function mailCameBack(mail: MailRow, view: View, context: CommandContext): Write[] {
  const undelivered: MailRow = { ...mail, state: 'undelivered' }
  const params = { recipient: mail.recipient, error: mail.lastError }
  const writes: Write[] = [
    put('mails', undelivered),
    newTask(context, 0, 'mail-undelivered', `mails:${mail.id}`, mail.customerId, params),
  ]
  const link = mail.linkId === null ? null : view.get('payment_links', mail.linkId)
  if (!link || (link.state !== 'queued' && link.state !== 'sent')) return writes
  const others = view.list('mails', 'linkId', link.id).filter(other => other.id !== mail.id)
  if (others.every(({ state }) => state === 'undelivered' || state === 'canceled')) {
    writes.push(put('payment_links', { ...link, state: 'undelivered' }))
  }
  return writes
}
