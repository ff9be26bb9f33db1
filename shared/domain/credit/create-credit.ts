import { z } from 'zod'
import { id, requiredLine } from '../../lib/parse.ts'
import { accept, defineCommand, put, type Write } from '../command.ts'
import { customerReads, keptCustomer, keptCustomerId } from '../customer/kept-customer.ts'
import { sumCents } from '../money.ts'
import { firstRefusal, refuse } from '../rejections.ts'
import { newTask } from '../task/new-task.ts'
import { claim, row } from '../view.ts'
import { amountReads, checkAmounts } from './check-amounts.ts'
import { CREDIT_CONTENT } from './credit-fields.ts'
import type { CreditRow } from './credit-row.ts'
import { stepped } from './credit-step.ts'

const payload = z.strictObject({
  creditId: id,
  /** From a leased block of the payments' series, whose number its entry carries once it is approved. */
  number: requiredLine(20),
  customerId: id,
  /** null: a stand-alone credit. */
  invoiceId: id.nullable(),
  ...CREDIT_CONTENT,
  /** Sent for review at once; else it is only noted. */
  submit: z.boolean(),
})

/** Asks that a customer be credited, on an invoice or stand-alone. Nothing moves until it is approved. */
export const createCredit = defineCommand({
  name: 'credit.create',
  version: 2,
  class: 'request',
  by: 'user',
  permission: 'credits.create',
  payload,
  reads: (p, view) => [
    ...customerReads(p.customerId, view),
    row('credits', p.creditId),
    ...candidates(p.number).map(number => claim(claimOf(number))),
    claim(`no:PAY:${p.number}`),
    ...amountReads(p.invoiceId, view),
  ],
  customerOf: (p, view) => keptCustomerId(p.customerId, view),
  entry: (p, view) =>
    view.holder(claimOf(p.number)) === null && view.holder(`no:PAY:${p.number}`) === null
      ? null
      : refuse('number-used', { number: p.number }, 'number'),
  decide(p, view, context) {
    const customer = keptCustomer(p.customerId, view)
    const invoice = p.invoiceId === null ? null : view.get('invoices', p.invoiceId)
    const number = candidates(p.number).find(candidate => view.holder(claimOf(candidate)) === null)
    const lines = p.lines
    const wrong = firstRefusal([
      customer ? null : refuse('unknown-customer', {}, 'customerId'),
      p.invoiceId !== null && !invoice ? refuse('unknown-invoice', {}, 'invoiceId') : null,
      view.get('credits', p.creditId) ? refuse('already-exists') : null,
      invoice?.status === 'void' ? refuse('invoice-void', { number: invoice.number }, 'invoiceId') : null,
      number === undefined ? refuse('number-used', { number: p.number }, 'number') : null,
      invoice && customer && invoice.customerId !== customer.id
        ? refuse('other-customer', { number: invoice.number }, 'invoiceId')
        : null,
      ...checkAmounts({ id: p.creditId, invoiceId: p.invoiceId, lines }, 'live', view),
    ])
    if (wrong) return { refusal: wrong }
    const created: CreditRow = {
      id: p.creditId,
      number: number!,
      customerId: customer!.id,
      invoiceId: p.invoiceId,
      status: 'new',
      reason: p.reason,
      creditedOn: p.creditedOn,
      currency: invoice?.currency ?? customer!.currency,
      lines,
      totalCents: sumCents(lines.map(line => line.amountCents)),
      note: p.note,
      steps: [],
      paymentId: null,
      createdBy: context.by,
      createdAt: context.at,
    }
    const noted = stepped(created, 'new', '', context)
    const writes: Write[] = [put('credits', p.submit ? stepped(noted, 'pending-review', '', context) : noted)]
    if (number !== p.number) {
      const params = { printed: p.number, number: number! }
      writes.push(newTask(context, 0, 'number-collision', `credits:${p.creditId}`, customer!.id, params))
    }
    return accept(writes)
  },
})

const claimOf = (number: string) => `no:CR:${number}`

// A number that two desktops printed (a copied or restored profile) is kept with a suffix, never refused.
function candidates(number: string): string[] {
  return [number, ...['2', '3', '4', '5'].map(suffix => `${number}-${suffix}`)]
}
