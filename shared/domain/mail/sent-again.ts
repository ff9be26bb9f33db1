import type { CommandContext, ReadSoFar, Write } from '../command.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import { type Read, rows, type View } from '../view.ts'
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
