import { type CommandContext, put, type ReadSoFar, type Write } from '../command.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { closedTask, settleTasks, taskReads } from '../task/settle-tasks.ts'
import type { TaskRow } from '../task/task-row.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { MailRow } from './mail-row.ts'

/** What {@link settleSentAgain} reads: the mails about these invoices, and the tasks of those that came back. */
export function sentAgainReads(invoices: readonly (InvoiceRow | null)[], view: ReadSoFar): Read[] {
  const known = invoices.filter(invoice => invoice !== null)
  const linkIds = [...new Set(known.flatMap(lastLinkOf))]
  return [
    ...known.map(invoice => rows('mails', 'invoiceId', invoice.id)),
    ...linkIds.map(linkId => rows('mails', 'linkId', linkId)),
    ...mailsAbout(known, view)
      .filter(hasCameBack)
      .flatMap(mail => taskReads(`mails:${mail.id}`)),
  ]
}

/**
 * Closes the tasks of mails that came back, once what was in them goes out anew: each that was about none but these
 * invoices, and every statement that asked for one of them.
 */
export function settleSentAgain(
  invoices: readonly InvoiceRow[],
  view: View,
  context: CommandContext,
): Write[] {
  const ids = new Set(invoices.map(invoice => invoice.id))
  return mailsAbout(invoices, view)
    .filter(mail => hasCameBack(mail) && mail.invoiceIds.every(id => ids.has(id)))
    .flatMap(mail => settleTasks(`mails:${mail.id}`, ['mail-undelivered'], view, context))
}

/** What {@link settleStatements} reads. */
export function statementTaskReads(customerId: string, view: ReadSoFar): Read[] {
  const mailIds = undeliveredTasks(customerId, view).map(mailOf)
  return [rows('tasks', 'customerId', customerId), ...mailIds.map(id => row('mails', id))]
}

/** Closes the tasks of a customer's statements that came back, with or without a link: a new one says all that they said. */
export function settleStatements(customerId: string, view: View, context: CommandContext): Write[] {
  return undeliveredTasks(customerId, view)
    .filter(task => view.get('mails', mailOf(task))?.kind === 'statement')
    .map(task => put('tasks', closedTask(task, context)))
}

function undeliveredTasks(customerId: string, view: Pick<View, 'list'>): TaskRow[] {
  return view
    .list('tasks', 'customerId', customerId)
    .filter(({ kind, state }) => kind === 'mail-undelivered' && state === 'open')
}

function mailOf({ subject }: TaskRow): string {
  return subject.slice('mails:'.length)
}

function mailsAbout(invoices: readonly InvoiceRow[], view: Pick<View, 'list'>): MailRow[] {
  const mails = invoices.flatMap(invoice => [
    ...view.list('mails', 'invoiceId', invoice.id),
    ...lastLinkOf(invoice).flatMap(linkId => view.list('mails', 'linkId', linkId)),
  ])
  return [...new Map(mails.map(mail => [mail.id, mail])).values()]
}

function lastLinkOf({ lastLinkId }: InvoiceRow): string[] {
  return lastLinkId === null ? [] : [lastLinkId]
}

function hasCameBack({ kind, state }: MailRow): boolean {
  return state === 'undelivered' && kind !== 'receipt' && kind !== 'refund' && kind !== 'question'
}
