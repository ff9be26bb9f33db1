import { allocateOldestDue } from '../../../shared/domain/payment-link/allocate.ts'
import { latestOf } from '../../../shared/lib/dates.ts'
import { deriveId } from '../../../shared/lib/ids.ts'
import type { Attention } from '../../../shared/protocol/desk.ts'
import { ask } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import type { SettleDeed } from './settle-ways.ts'

type Task = Pick<Attention['tasks'][number], 'id' | 'subject' | 'params'>

const MOST_INVOICES = 1000

/** Nothing of the customer's is open, so nothing can be applied. */
export class NothingOpenError extends Error {
  override name = 'NothingOpenError'
}

/**
 * Settles a task by one deed. Releasing and applying all that is left close it with them; else it is closed right
 * after. Throws what the commands throw, and {@link NothingOpenError}.
 */
export async function settleTask(
  task: Task,
  deed: Exclude<SettleDeed, 'merge' | 'refund' | 'look' | 'void-payment'>,
  today: string,
): Promise<void> {
  const subjectId = task.subject.split(':', 2)[1] ?? ''
  if (deed === 'release-hold') await giveCommand('order.release-hold', { orderId: subjectId })
  else if (deed === 'grant-override') await grantShort(subjectId, task.id, today)
  else if (deed === 'apply-oldest') await applyOldest(subjectId, task, today)
  else await giveCommand('task.close', { taskId: task.id })
}

/** Grants for today what is short by now, which may be another amount than was asked for. */
async function grantShort(orderId: string, taskId: string, today: string): Promise<void> {
  const { shortCents } = await ask('orders.credit', { orderId })
  // A second press, or another computer's, is the same override.
  const grant = {
    overrideId: deriveId(taskId, 1),
    orderId,
    amountCents: shortCents,
    grantedOn: today,
    note: '',
  }
  await giveCommand('credit.override', grant, deriveId(taskId, 2))
}

async function applyOldest(paymentId: string, task: Task, today: string): Promise<void> {
  const { payment } = await ask('payments.one', { paymentId })
  const { rows } = await ask('invoices.open', {
    customerId: payment.customerId,
    limit: MOST_INVOICES,
    sort: 'dueOn',
  })
  const open = rows.map(invoice => ({ ...invoice, id: invoice.invoiceId, status: 'open' as const }))
  const amountCents = Math.min(Number(task.params.amountCents ?? 0), payment.unappliedCents)
  const { applications, leftCents } = allocateOldestDue(amountCents, open)
  if (applications.length === 0) throw new NothingOpenError('nothing is open')
  // A second press, or another computer's, is the same deed.
  const commandId = deriveId(task.id, 1)
  const appliedOn = latestOf(today, payment.receivedOn)
  await giveCommand('payment.apply', { paymentId, appliedOn, applications }, commandId)
  const appliedCents = amountCents - leftCents
  if (appliedCents < payment.unappliedCents) await giveCommand('task.close', { taskId: task.id })
}
