import { assert } from '../../lib/assert.ts'
import { type Command, put, type ReadSoFar, type Write } from '../command.ts'
import type { Rows } from '../tables.ts'
import { type Read, row, rows, type View } from '../view.ts'
import type { CustomerBalanceRow } from './customer-balance-row.ts'

type Standing = Omit<CustomerBalanceRow, 'id'>
type Seen = Pick<View, 'get' | 'list'>

/** The rows a balance is the sum of. */
const DOCUMENTS = ['orders', 'invoices', 'payments'] as const
type DocumentTable = (typeof DOCUMENTS)[number]

/**
 * The command with the balances of its customers kept: what its writes move of orders, invoices and payments moves
 * `customer_balances` with them. `customersOf` names every customer whose documents it may write; '' is none.
 */
export function keepingBalances<Name extends string, Payload>(
  command: Command<Name, Payload>,
  customersOf: (payload: Payload, view: Seen) => readonly (string | null | undefined)[],
): Command<Name, Payload> {
  const idsOf = (payload: Payload, view: Seen) => new Set(customersOf(payload, view).filter(id => !!id))
  return {
    ...command,
    reads: (payload, view) => [
      ...command.reads(payload, view),
      ...[...idsOf(payload, view)].flatMap(id => balanceReads(id!, view)),
    ],
    decide(payload, view, context) {
      const decision = command.decide(payload, view, context)
      if (decision.refusal || decision.writes.length === 0) return decision
      const balances = balanceWrites(decision.writes, idsOf(payload, view) as Set<string>, view)
      return { ...decision, writes: [...decision.writes, ...balances] }
    },
  }
}

/** A customer's balance as it was gathered for a command that keeps it. */
export function balanceOf(customerId: string, view: View): CustomerBalanceRow {
  const kept = view.get('customer_balances', customerId)
  if (kept) return kept
  // Gathered once, from everything there is of a customer, then kept.
  const sum = { openCents: 0, unappliedCents: 0, pendingCents: 0 }
  for (const table of DOCUMENTS) {
    for (const found of view.list(table, 'customerId', customerId)) move(sum, standingOf(table, found), 1)
  }
  return { id: customerId, ...sum }
}

/** What one document is of its customer's balance. */
export function standingOf<T extends DocumentTable>(table: T, document: Rows[T]): Standing {
  const standing = { openCents: 0, unappliedCents: 0, pendingCents: 0 }
  if (table === 'orders') {
    const { status, totalCents } = document as Rows['orders']
    if (status === 'draft' || status === 'pending') standing.pendingCents = totalCents
  } else if (table === 'invoices') standing.openCents = (document as Rows['invoices']).openCents
  else standing.unappliedCents = (document as Rows['payments']).unappliedCents
  return standing
}

/** What `balanceOf` reads. */
export function balanceReads(customerId: string, view: ReadSoFar): Read[] {
  const kept = row('customer_balances', customerId)
  if (!view.has(kept) || view.get('customer_balances', customerId)) return [kept]
  return [kept, ...DOCUMENTS.map(table => rows(table, 'customerId', customerId))]
}

function balanceWrites(writes: readonly Write[], customerIds: ReadonlySet<string>, view: View): Write[] {
  const moved = new Map<string, Standing>()
  const of = (customerId: string): Standing => {
    const standing = moved.get(customerId) ?? { openCents: 0, unappliedCents: 0, pendingCents: 0 }
    moved.set(customerId, standing)
    return standing
  }
  for (const write of writes) {
    if (!('row' in write) || !isDocument(write.table)) continue
    const after = write.row as Rows[DocumentTable]
    const before = view.seen(write.table, after.id)
    if (before) move(of(before.customerId), standingOf(write.table, before), -1)
    move(of(after.customerId), standingOf(write.table, after), 1)
  }
  for (const [customerId, by] of moved)
    assert(
      customerIds.has(customerId) || isStill(by) || customerId === '',
      `nobody keeps the balance of ${customerId}`,
    )
  const balances: Write[] = []
  for (const customerId of customerIds) {
    const by = moved.get(customerId)
    if (view.get('customer_balances', customerId) && (!by || isStill(by))) continue
    const balance = { ...balanceOf(customerId, view) }
    if (by) move(balance, by, 1)
    balances.push(put('customer_balances', balance))
  }
  return balances
}

function isDocument(table: string): table is DocumentTable {
  return (DOCUMENTS as readonly string[]).includes(table)
}

function move(standing: Standing, by: Standing, sign: 1 | -1): void {
  standing.openCents += sign * by.openCents
  standing.unappliedCents += sign * by.unappliedCents
  standing.pendingCents += sign * by.pendingCents
}

function isStill({ openCents, unappliedCents, pendingCents }: Standing): boolean {
  return openCents === 0 && unappliedCents === 0 && pendingCents === 0
}
