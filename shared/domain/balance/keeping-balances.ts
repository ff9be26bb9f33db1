import { assert } from '../../lib/assert.ts'
import { type Command, isFact, put, type ReadSoFar, type Write } from '../command.ts'
import { closedOn } from '../company/closed-period.ts'
import { COMPANY_ROW, companyOf } from '../company/company-of.ts'
import type { Refusal } from '../rejections.ts'
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
 * `customer_balances` with them. `customersOf` names every customer whose documents it may write; '' is none. A request
 * that dates a document inside a closed period is refused; facts find an open day themselves.
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
      row('companies', COMPANY_ROW),
      ...[...idsOf(payload, view)].flatMap(id => balanceReads(id!, view)),
    ],
    decide(payload, view, context) {
      const decision = command.decide(payload, view, context)
      if (decision.refusal || decision.writes.length === 0) return decision
      const closed = isFact(command as Command, payload) ? null : datedInClosed(decision.writes, view)
      if (closed) return { refusal: closed }
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

function datedInClosed(writes: readonly Write[], view: View): Refusal | null {
  for (const write of writes) {
    for (const on of 'row' in write ? datesMoved(write, view) : []) {
      const closed = closedOn(on, companyOf(view))
      if (closed) return closed
    }
  }
  return null
}

/** The days on which a write changes what the ledger says of that day. */
function datesMoved(write: Extract<Write, { row: unknown }>, view: View): string[] {
  if (write.table === 'applications') {
    return view.seen('applications', write.row.id) ? [] : [write.row.appliedOn]
  }
  if (write.table === 'invoice_revisions') {
    const { id, effectiveOn } = write.row
    return effectiveOn === '' || view.seen('invoice_revisions', id) ? [] : [effectiveOn]
  }
  if (write.table === 'invoices') {
    const { id, issuedOn, voidedOn } = write.row
    const before = view.seen('invoices', id)
    return datesChanged(before?.issuedOn ?? null, issuedOn, before?.voidedOn ?? null, voidedOn)
  }
  if (write.table !== 'payments') return []
  const { id, receivedOn, totalCents, voidedOn } = write.row
  const before = view.seen('payments', id)
  if (before && before.totalCents !== totalCents) return [before.receivedOn, receivedOn]
  return datesChanged(before?.receivedOn ?? null, receivedOn, before?.voidedOn ?? null, voidedOn)
}

function datesChanged(
  before: string | null,
  after: string,
  voidedBefore: string | null,
  voidedAfter: string | null,
): string[] {
  const dates = before === after ? [] : before === null ? [after] : [before, after]
  return voidedAfter === null || voidedAfter === voidedBefore ? dates : [...dates, voidedAfter]
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
