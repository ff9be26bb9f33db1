import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { keepingBalances } from '../balance/keeping-balances.ts'
import {
  accept,
  type CommandContext,
  defineCommand,
  put,
  type ReadSoFar,
  reject,
  type Write,
} from '../command.ts'
import { grantFor } from '../permissions.ts'
import { settleTasks, taskReads } from '../task/settle-tasks.ts'
import { claim, type Read, row, rows, type View } from '../view.ts'
import type { CustomerRow } from './customer-row.ts'

/** The most documents one merge moves: it is one transaction on every desktop. */
const MOST_DOCUMENTS = 2000

const MOVED = ['orders', 'invoices', 'payments', 'credits'] as const

/**
 * Two customers are one: the orders, invoices, payments and credits of the first become the second's, with its ship-tos and contacts.
 * The first stays, inactive, and leads to the second: what still names it (a queued payment, a payment link) goes there.
 * Frozen texts of invoices stay as they were printed.
 */
export const mergeCustomer = keepingBalances(
  defineCommand({
    name: 'customer.merge',
    version: 1,
    class: 'request',
    by: 'user',
    permission: 'customers.edit',
    payload: z
      .strictObject({ fromId: id, intoId: id })
      .refine(({ fromId, intoId }) => fromId !== intoId, 'the same customer'),
    reads: (p, view) => [
      row('customers', p.fromId),
      row('customers', p.intoId),
      rows('customers', 'mergedIntoId', p.fromId),
      ...MOVED.map(table => rows(table, 'customerId', p.fromId)),
      ...causesReads(p, view),
      ...taskReads(`customers:${p.fromId}`),
      ...taskReads(`customers:${p.intoId}`),
    ],
    customerOf: p => p.fromId,
    decide(p, view, context) {
      const from = view.get('customers', p.fromId)
      const into = view.get('customers', p.intoId)
      if (!from || !into) return reject('unknown-customer')
      const actor = context.actor.kind === 'user' ? view.get('users', context.actor.userId) : null
      const own = actor !== null && grantFor(actor, 'customers.edit') === 'own'
      if (own && into.salespersonId !== actor.id) return reject('not-your-customer', { customer: into.name })
      if (from.mergedIntoId === into.id) return accept([])
      for (const { mergedIntoId, name } of [from, into])
        if (mergedIntoId) return reject('customer-merged', { customer: name })
      if (from.currency !== into.currency) {
        const params = {
          customer: from.name,
          currency: from.currency,
          other: into.name,
          otherCurrency: into.currency,
        }
        return reject('customers-differ-in-currency', params)
      }
      const moved = MOVED.flatMap(table => documentsOf(table, from.id, into.id, view))
      if (moved.length > MOST_DOCUMENTS)
        return reject('too-many-documents', {
          customer: from.name,
          count: moved.length,
          most: MOST_DOCUMENTS,
        })
      const earlier = view.list('customers', 'mergedIntoId', from.id)
      return accept([
        put('customers', { ...from, active: false, mergedIntoId: into.id }),
        put('customers', {
          ...into,
          shipTos: joined(into.shipTos, from.shipTos),
          contacts: joined(into.contacts, from.contacts),
        }),
        ...earlier.map(customer => put('customers', { ...customer, mergedIntoId: into.id })),
        ...moved,
        ...answered(from.id, into.id, view, context),
        ...answered(into.id, from.id, view, context),
      ])
    },
  }),
  p => [p.fromId, p.intoId],
)

// What was asked of these two is answered. Whether a third customer is the same as one of them is still asked.
function answered(customerId: string, twinId: string, view: View, context: CommandContext): Write[] {
  const subject = `customers:${customerId}`
  return settleTasks(subject, ['duplicate-customer'], view, context, ({ params }) => params.twinId === twinId)
}

function documentsOf(table: (typeof MOVED)[number], fromId: string, intoId: string, view: View): Write[] {
  return view.list(table, 'customerId', fromId).map(document => {
    const moved = { ...document, customerId: intoId }
    if (!('cause' in moved) || moved.cause === '') return put(table, moved as never)
    // Both were charged for the same: both invoices stand, and only one can hold the cause.
    const isTaken = view.holder(causeClaim(intoId, moved.cause)) !== null
    return put(table, { ...moved, cause: isTaken ? `${moved.cause}:${moved.id}` : moved.cause } as never)
  })
}

function causeClaim(customerId: string, cause: string): string {
  return `invoice.cause:${customerId}:${cause}`
}

function causesReads(p: { fromId: string; intoId: string }, view: ReadSoFar): Read[] {
  const charged = view.list('invoices', 'customerId', p.fromId).filter(invoice => invoice.cause !== '')
  return charged.map(({ cause }) => claim(causeClaim(p.intoId, cause)))
}

function joined<Part extends CustomerRow['shipTos'][number] | CustomerRow['contacts'][number]>(
  kept: readonly Part[],
  added: readonly Part[],
): Part[] {
  const ids = new Set(kept.map(part => part.id))
  return [...kept, ...added.filter(part => !ids.has(part.id))]
}
