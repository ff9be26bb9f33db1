import { type CommandContext, contextOf, type Write } from '../command.ts'
import { type CommandName, commandNamed } from '../commands.ts'
import type { CompanyRow } from '../company/company-row.ts'
import type { CustomerRow } from '../customer/customer-row.ts'
import { gather } from '../gather.ts'
import { type Refusal, refuse } from '../rejections.ts'
import type { Answer, Read } from '../view.ts'
import type { OrderLineRow, OrderRow } from './order-row.ts'

/** A confirmed order as it is being changed beside the books, until it is issued as a revision. Its status is a draft's. */
export interface OrderApart {
  order: OrderRow
  lines: OrderLineRow[]
}

/**
 * Decides an edit of an order beside the books as the command does on a draft: nothing but the order and its lines is seen
 * or written, and nobody's rights or credit are asked. Those are `order.revise`'s, when it is issued.
 */
export function editApart(
  apart: OrderApart,
  name: CommandName,
  payload: unknown,
  known: { company: CompanyRow; customer: CustomerRow },
  given: Pick<CommandContext, 'commandId' | 'at'>,
): OrderApart | Refusal {
  const command = commandNamed(name)
  const parsed = command?.payload.safeParse(payload)
  if (!command || !parsed?.success) return refuse('invalid')
  const actor = { kind: 'relay' } as const
  const view = gather(command, parsed.data, actor, read => answer(read, apart, known))
  const decision = command.decide(parsed.data, view, contextOf(given.commandId, actor, given.at))
  return decision.refusal ?? decision.writes.reduce(written, apart)
}

function answer(
  read: Read,
  { order, lines }: OrderApart,
  { company, customer }: { company: CompanyRow; customer: CustomerRow },
): Answer {
  if (read.kind === 'claim') return null
  if (read.kind === 'rows') return read.table === 'order_lines' ? lines : []
  if (read.table === 'orders') return order
  if (read.table === 'order_lines') return lines.find(line => line.id === read.id) ?? null
  if (read.table === 'companies') return company
  if (read.table === 'customers') return customer
  // Beside the books nobody's balance moves.
  if (read.table === 'customer_balances')
    return { id: read.id, openCents: 0, unappliedCents: 0, pendingCents: 0 }
  return null
}

function written(apart: OrderApart, write: Write): OrderApart {
  if (!('row' in write)) return { ...apart, lines: apart.lines.filter(line => line.id !== write.deletedId) }
  if (write.table === 'orders') return { ...apart, order: write.row }
  if (write.table !== 'order_lines') return apart
  const { row } = write
  const others = apart.lines.filter(line => line.id !== row.id)
  const lines = [...others, row].toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  return { ...apart, lines }
}
